package io.kaibo.coupon.prize;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.QueueMessages;
import io.kaibo.coupon.CouponPrize;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@code coupon-prize}: messages of the queue {@code coupon-prizes}. */
@Singleton
public class CouponPrizeFunction {

    private static final String NAME = "coupon-prize";

    private final TakePrize takePrize;
    private final Metrics metrics;

    CouponPrizeFunction(TakePrize takePrize, Metrics metrics) {
        this.takePrize = takePrize;
        this.metrics = metrics;
    }

    @Funq(NAME)
    public void take(CouponPrize prize) {
        QueueMessages.consume(prize, this::takeCounted);
    }

    private void takeCounted(CouponPrize prize) {
        Metrics.Line line = metrics.begin(NAME).with("coupon", prize.coupon().value());
        try {
            takePrize.take(prize, line);
        } finally {
            line.print();
        }
    }
}
