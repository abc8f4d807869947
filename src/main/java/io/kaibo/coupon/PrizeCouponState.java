package io.kaibo.coupon;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How a prize stands that is a coupon and that its winner claimed. */
@RegisterForReflection
public enum PrizeCouponState {
    /** WeChat Pay is asked to send it until it gives a final answer. */
    PENDING,
    /** WeChat Pay sent it. */
    GRANTED,
    /** It was used. */
    USED,
    /** For good: WeChat Pay will not send it to this winner, or the coupon was closed before. */
    REFUSED,
    /** An operator gave it up. WeChat Pay may have sent it, so no other winner gets it. */
    GIVEN_UP
}
