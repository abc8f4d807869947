package io.kaibo.coupon;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The states of a coupon. */
@RegisterForReflection
public enum CouponState {
    /** It was added, and no viewer sees it. */
    DRAFT,
    /** Its pieces are the prizes of a lottery's tier: winners get them, and it is never on a shelf. */
    PRIZE,
    /** 上架: viewers see it, and claim it within its window. */
    ON_SHELF,
    /** 取消上架: it takes no claims; those that were made go on. */
    OFF_SHELF,
    /** For good: what was not claimed went back to its stock, or the stock is used up. */
    CLOSED;

    /** True if it may have more pieces and pots: the prizes of a lottery are as many as its rules say. */
    public boolean canBeResized() {
        return this != PRIZE && this != CLOSED;
    }

    /** True if viewers know of it. */
    public boolean isPublic() {
        return this != DRAFT && this != PRIZE;
    }
}
