package io.kaibo.wechat;

import io.kaibo.aws.Metric;

/** What any function counts that calls WeChat. */
enum WeChatMetric implements Metric {
    TOKEN_FAILED("WeChatTokenFailed");

    private final String metricName;

    WeChatMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
