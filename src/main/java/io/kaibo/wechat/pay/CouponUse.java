package io.kaibo.wechat.pay;

import io.kaibo.wechat.Members;
import io.kaibo.wechat.OddElementException;
import java.time.Instant;

/**
 * The use (核销) of a coupon, as a notification of the type {@value #EVENT} tells it: it names neither the person nor the request number of
 * the send. Source: 核销事件回调通知.
 *
 * @param creator the merchant who created the stock
 * @param usedAt to the second
 */
public record CouponUse(String couponId, String stockId, String creator, Instant usedAt) {

    public static final String EVENT = "COUPON.USE";

    /**
     * Reads it from the resource of its notification.
     *
     * @throws OddElementException naming the member that cannot be read
     */
    public static CouponUse of(Members resource) {
        return new CouponUse(
                resource.requireText("coupon_id"),
                resource.requireText("stock_id"),
                resource.requireText("stock_creator_mchid"),
                resource.readMembers("consume_information").readTime("consume_time"));
    }
}
