package io.kaibo.lottery.pass;

import io.kaibo.aws.Metric;

/** What is counted of prizes that are withdrawn. */
enum LotteryPrizeMetric implements Metric {
    WITHDRAWN("LotteryPrizeWithdrawn"),
    WITHDRAWN_PERCENT("LotteryPrizeWithdrawnPercent");

    private final String metricName;

    LotteryPrizeMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
