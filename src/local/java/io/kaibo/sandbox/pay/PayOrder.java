package io.kaibo.sandbox.pay;

import io.kaibo.sandbox.Fields;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a send asks for: an order of one coupon.
 *
 * @param number the request number, which belongs to this content for ever
 */
record PayOrder(String openid, String stockId, String number, String appid, String creator) {
    private static final Predicate<String> NUMBER =
            Pattern.compile("[0-9A-Za-z|_*-]{1,128}").asMatchPredicate();
    private static final Predicate<String> DIGITS =
            Pattern.compile("[0-9]{1,20}").asMatchPredicate();
    private static final Predicate<String> APPID =
            Pattern.compile("[0-9A-Za-z]{1,128}").asMatchPredicate();

    /** @throws PayRefusal if a member is absent, odd or not known */
    static PayOrder read(String openid, Fields body) {
        body.only("stock_id", "out_request_no", "appid", "stock_creator_mchid");
        return new PayOrder(
                openid,
                require(body, "stock_id", DIGITS),
                require(body, "out_request_no", NUMBER),
                require(body, "appid", APPID),
                require(body, "stock_creator_mchid", DIGITS));
    }

    private static String require(Fields body, String name, Predicate<String> form) {
        String text = body.text(name);
        if (!form.test(text)) {
            throw body.refusal().apply(name);
        }
        return text;
    }
}
