package io.kaibo.coupon.shelf;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * Where WeChat Pay is to notify the uses of coupons.
 *
 * @param url of {@code pay-callback}; WeChat Pay takes https alone, and no query
 */
@RegisterForReflection
record NotificationBody(String url) implements CheckedBody {

    /** The sandbox takes http too. */
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.:-]{1,200}/[A-Za-z0-9._/-]{0,50}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("url", url)
                .match("url", url, URL, "must be an address that begins with https://, without a query");
    }
}
