package io.kaibo.coupon.grant;

import io.kaibo.coupon.CouponConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** How long a sender has a person for itself. */
@Singleton
class LeaseTimes {

    private final CouponConfig config;
    private final Clock clock;

    LeaseTimes(CouponConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** When a lease ends that is taken now. */
    Instant end(Instant now) {
        return now.plus(config.sendLease());
    }

    /** True while a send that begins now ends before the lease does. */
    boolean allowsSend(Instant leasedAt) {
        return clock.instant().plus(config.longestSend()).isBefore(end(leasedAt));
    }
}
