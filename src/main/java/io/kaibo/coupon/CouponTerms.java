package io.kaibo.coupon;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What is fixed of a coupon when it is added: what it is worth, and what each send to WeChat Pay says of it. A send that is made again must
 * say the same.
 *
 * @param appid of the mini-program whose openids it is sent to
 * @param creator the merchant who created the stock
 * @param name the stock's
 * @param amount what it is worth, in 分
 * @param minimum the payment from which it can be used, in 分
 * @param usableFrom from when it can be used
 * @param usableUntil when the stock's last coupon ends
 */
@RegisterForReflection
public record CouponTerms(
        String appid,
        String creator,
        String name,
        long amount,
        long minimum,
        Instant usableFrom,
        Instant usableUntil) {}
