package io.kaibo.coupon;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What becomes of a claim. */
@RegisterForReflection
public enum ClaimState {
    /** A coupon is kept for it, and WeChat Pay is asked to send it until it gives a final answer. */
    PENDING,
    /** WeChat Pay sent it. */
    GRANTED,
    /**
     * WeChat Pay will not send it, or an operator gave it up. Its ticket is free again if the word was about the person; if the stock is used
     * up, or the claim was given up, the claim keeps it.
     */
    REFUSED
}
