package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What an entry of a feed is about. Each feature that tells viewers something has one. */
@RegisterForReflection
public enum FeedType {
    /** A lottery is in another state. */
    LOTTERY,
    /** A coupon is pushed before the viewers. */
    COUPON
}
