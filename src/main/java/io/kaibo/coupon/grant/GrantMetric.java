package io.kaibo.coupon.grant;

import io.kaibo.aws.Metric;

/** What {@code coupon-grant} counts. */
enum GrantMetric implements Metric {
    GRANTED("CouponGranted"),
    REFUSED("CouponRefused"),
    PUT_OFF("CouponPutOff"),
    HALTED("CouponHalted"),
    OVERSOLD("CouponOversold"),
    STOCK_USED_UP("CouponStockUsedUp"),
    CALL_FAILED("CouponCallFailed"),
    MESSAGE_FAILED("CouponMessageFailed");

    private final String metricName;

    GrantMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
