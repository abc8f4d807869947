package io.kaibo.coupon.settle;

import io.kaibo.aws.Metrics;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/** {@code coupon-settle}: every five minutes. */
@Singleton
public class CouponSettleFunction {

    private static final String NAME = "coupon-settle";

    /** The input of the schedule, which says nothing more. */
    @RegisterForReflection
    public record Tick() {}

    /**
     * @param enqueued how many claims
     * @param foundGranted how many claims of which WeChat Pay showed a coupon
     * @param pendingLong how many claims are pending for an hour
     * @param numbersFound how many numbers that had got lost
     * @param takenOffShelf how many coupons whose stock does not run
     */
    @RegisterForReflection
    public record Settled(long enqueued, long foundGranted, long pendingLong, long numbersFound, long takenOffShelf) {}

    private final SettleCoupons settleCoupons;
    private final Metrics metrics;

    CouponSettleFunction(SettleCoupons settleCoupons, Metrics metrics) {
        this.settleCoupons = settleCoupons;
        this.metrics = metrics;
    }

    @Funq(NAME)
    public Settled settle(Tick tick) {
        Metrics.Line line = metrics.begin(NAME);
        try {
            return settleCoupons.settle(line);
        } finally {
            line.print();
        }
    }
}
