package io.kaibo.coupon.use;

import io.kaibo.aws.Metric;

/** What is counted of the uses of coupons, and of the notifications that tell them. */
enum UseMetric implements Metric {
    USED("CouponUsed"),
    USE_UNMATCHED("CouponUseUnmatched"),
    NOTICE_UNSIGNED("CouponNoticeUnsigned"),
    NOTICE_ODD("CouponNoticeOdd");

    private final String metricName;

    UseMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
