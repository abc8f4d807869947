package io.kaibo.lottery.step;

import io.kaibo.aws.Metrics;
import io.kaibo.lottery.StepQueue;
import io.kaibo.lottery.coupon.AskForCoupon;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Enqueues the steps whose time comes before the next sweep, and those whose time has passed and that no instance works on: their message
 * was lost, or its instance crashed. A step that is enqueued twice is done once. The same for coupons of which winners' claims were not told.
 */
@Singleton
class SweepLotteries {

    private static final Duration UNTIL_NEXT = Duration.ofSeconds(60);

    /** After so many tries a step has waited for two minutes. */
    private static final int OFTEN = 6;

    private final StepTable steps;
    private final StepQueue queue;
    private final AskForCoupon coupons;
    private final Metrics metrics;
    private final Clock clock;

    SweepLotteries(StepTable steps, StepQueue queue, AskForCoupon coupons, Metrics metrics, Clock clock) {
        this.steps = steps;
        this.queue = queue;
        this.coupons = coupons;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** How many steps it enqueued. */
    int sweep() {
        Instant now = clock.instant();
        List<StepTable.Due> waiting = steps.findDue();
        List<StepTable.Due> near = waiting.stream()
                .filter(due -> due.dueAt().isBefore(now.plus(UNTIL_NEXT)))
                .filter(due -> due.leaseEnds() == null || !due.leaseEnds().isAfter(now))
                .toList();
        near.forEach(due -> queue.sendIfNear(due.lottery(), due.dueAt()));
        Metrics.Line line = metrics.begin(LotterySweepFunction.NAME)
                .count(LotteryMetric.SWEPT, near.size())
                .count(LotteryMetric.OVERDUE, count(near, due -> due.dueAt().isBefore(now.minus(UNTIL_NEXT))))
                .count(LotteryMetric.PUT_OFF, count(waiting, due -> due.tries() >= OFTEN));
        try {
            line.count(LotteryMetric.COUPON_ASKED, coupons.askAgain(now));
        } finally {
            line.print();
        }
        return near.size();
    }

    private static long count(List<StepTable.Due> lotteries, Predicate<StepTable.Due> which) {
        return lotteries.stream().filter(which).count();
    }
}
