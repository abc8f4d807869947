package io.kaibo.coupon;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What becomes of a claim. */
@RegisterForReflection
public enum ClaimState {
    /** A coupon is kept for it, and WeChat Pay is asked to send it until it gives a final answer. */
    PENDING,
    /** WeChat Pay sent it. */
    GRANTED,
    /** WeChat Pay will not send it to this person. The coupon went back. */
    REFUSED
}
