package io.kaibo.wechat.pay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kaibo.wechat.Members;
import io.kaibo.wechat.OddElementException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** WeChat Pay's cash coupons (代金券). */
@Singleton
public class CashCoupons {

    private static final Logger LOG = Logger.getLogger(CashCoupons.class);

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern COUPON_ID = Pattern.compile("[0-9A-Za-z]{1,32}");

    /** WeChat Pay lists no more at a time. */
    private static final int PAGE_SIZE = 20;

    /** A person of more coupons of one stock is not searched to the end: that many reads cost more than a send. */
    private static final int MOST_PAGES = 5;

    private final PayCalls pay;

    CashCoupons(PayCalls pay) {
        this.pay = pay;
    }

    /**
     * Reads a stock.
     *
     * @param creator the merchant who created it
     */
    public StockAnswer readStock(String stockId, String creator) {
        return switch (pay.call("the stock", rest -> rest.readStock(stockId, creator))) {
            case PayAnswer.Success(var body) -> parseStock(body);
            case PayAnswer.Refused refused
            when refused.code().equals("RESOURCE_NOT_EXISTS") -> new StockAnswer.NoSuchStock();
            case PayAnswer.Failed failed -> new StockAnswer.Failed(PayFailure.of(failed));
        };
    }

    private static StockAnswer parseStock(JsonNode body) {
        try {
            return new StockAnswer.Found(Stock.of(new Members(body)));
        } catch (OddElementException e) {
            LOG.warnf("WeChat Pay's stock cannot be read: %s", e.fault());
            return new StockAnswer.Failed(
                    new PayFailure.Now("its answer cannot be read: " + e.fault(), Duration.ofMinutes(1)));
        }
    }

    /** Sends a coupon to a person. It may be called again with the same coupon: the person gets it once. */
    public SendCouponAnswer send(String openid, CouponToSend coupon) {
        byte[] body = write(coupon);
        return switch (pay.call("the send of a coupon", rest -> rest.sendCoupon(openid, body))) {
            case PayAnswer.Success(var answer) ->
                readCouponId(answer)
                        .<SendCouponAnswer>map(SendCouponAnswer.Granted::new)
                        .orElseGet(() ->
                                new SendCouponAnswer.Delayed("its answer has no coupon_id", Duration.ofSeconds(5)));
            case PayAnswer.Failed failed -> SendCouponAnswer.of(failed);
        };
    }

    /**
     * Looks a send up among the coupons that a person has of a stock, used ones too. A coupon that was found shows the grant. None proves
     * nothing: WeChat Pay leaves expired coupons out, may leave the request number out, and may not answer.
     *
     * @param creator the merchant who created the stock
     * @return the coupon's number
     */
    public Optional<String> findHolding(
            String openid, String appid, String stockId, String creator, String requestNumber) {
        for (int page = 0; page < MOST_PAGES; page++) {
            int number = page;
            PayAnswer answer = pay.call(
                    "the coupons of a person",
                    rest -> rest.listCoupons(openid, appid, stockId, creator, number, PAGE_SIZE));
            JsonNode listed = answer instanceof PayAnswer.Success(var body) ? body.path("data") : JSON.missingNode();
            for (JsonNode coupon : listed) {
                Optional<String> couponId = readCouponId(coupon);
                if (requestNumber.equals(coupon.path("out_request_no").textValue()) && couponId.isPresent()) {
                    return couponId;
                }
            }
            if (listed.size() < PAGE_SIZE) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The coupon's number; empty if it is no text of that form. */
    private static Optional<String> readCouponId(JsonNode json) {
        return Optional.ofNullable(json.path("coupon_id").textValue())
                .filter(text -> COUPON_ID.matcher(text).matches());
    }

    private static byte[] write(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
