package io.kaibo.coupon;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Why the coupon of a lottery's tier cannot be its prizes. */
@RegisterForReflection
public enum PrizeCouponFault {
    /** There is none. */
    MISSING,
    /** It is closed. */
    CLOSED,
    /** It has not as many pieces as the tier has prizes. */
    QUANTITY,
    /** It is not worth what the tier says. */
    VALUE,
    /** It is another room's. */
    ROOM,
    /** Its stock ends before the last prize can be claimed. */
    ENDS_TOO_EARLY,
    /** WeChat Pay is not asked for it now: an operator resumes that. */
    HALTED
}
