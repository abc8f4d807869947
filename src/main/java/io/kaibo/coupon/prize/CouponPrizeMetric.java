package io.kaibo.coupon.prize;

import io.kaibo.aws.Metric;

/** What {@code coupon-prize} counts. */
enum CouponPrizeMetric implements Metric {
    CLAIMED("CouponPrizeClaimed"),
    FAILED("CouponPrizeFailed"),
    PUT_OFF("CouponPrizePutOff");

    private final String metricName;

    CouponPrizeMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
