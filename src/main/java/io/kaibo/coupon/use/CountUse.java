package io.kaibo.coupon.use;

import io.kaibo.aws.Metrics;
import io.kaibo.coupon.ClaimId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts the use of a coupon once, which may be told before its grant is written. Both sides write first and read then: {@link #note} the use
 * and then the grant, {@code coupon-grant} the grant and then, by {@link #countGranted}, the use.
 */
@Singleton
public class CountUse {

    /** How long a use waits for its grant. The uses of coupons that another program sent wait for nothing, and go. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final UseTable table;
    private final Clock clock;

    CountUse(UseTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Writes that a coupon was used, and counts it if its grant is known.
     *
     * @param couponId WeChat Pay's
     */
    void note(String couponId, Instant usedAt, Metrics.Line line) {
        table.note(couponId, usedAt, clock.instant().plus(KEPT));
        table.findGrant(couponId)
                .ifPresentOrElse(
                        claim -> count(claim, couponId, usedAt, line), () -> line.count(UseMetric.USE_UNMATCHED, 1));
    }

    /**
     * Counts the use of a coupon whose grant is written, if its use was told before.
     *
     * @param couponId WeChat Pay's
     */
    public void countGranted(ClaimId claim, String couponId, Metrics.Line line) {
        table.findUse(couponId).ifPresent(usedAt -> count(claim, couponId, usedAt, line));
    }

    private void count(ClaimId claim, String couponId, Instant usedAt, Metrics.Line line) {
        if (table.count(claim, couponId, usedAt)) {
            line.count(UseMetric.USED, 1);
        }
    }
}
