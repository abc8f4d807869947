package io.kaibo.lottery.step;

import io.kaibo.aws.Metric;

/** What {@code lottery-draw} and {@code lottery-sweep} count. */
enum LotteryMetric implements Metric {
    FROZEN("LotteryFrozen"),
    DRAWN("LotteryDrawn"),
    VOID("LotteryVoid"),
    ROUND_AWAY("LotteryRoundAway"),
    PRIZE_PASSED("LotteryPrizePassed"),
    PRIZE_LAPSED("LotteryPrizeLapsed"),
    STEP_FAILED("LotteryStepFailed"),
    FEED_FAILED("LotteryFeedFailed"),
    SWEPT("LotterySwept"),
    COUPON_ASKED("LotteryCouponAsked"),
    OVERDUE("LotteryOverdue"),
    PUT_OFF("LotteryPutOff");

    private final String metricName;

    LotteryMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
