package io.kaibo.coupon.settle;

import io.kaibo.aws.Metric;

/** What {@code coupon-settle} counts. */
enum SettleMetric implements Metric {
    ENQUEUED("CouponEnqueued"),
    FOUND_GRANTED("CouponFoundGranted"),
    NUMBERS_FOUND("CouponNumbersFound"),
    PENDING_LONG("CouponPendingLong"),
    STOCK_NOT_RUNNING("CouponStockNotRunning");

    private final String metricName;

    SettleMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
