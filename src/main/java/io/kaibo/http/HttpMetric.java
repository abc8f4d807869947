package io.kaibo.http;

import io.kaibo.aws.Metric;

/** What every HTTP function counts of a request. */
enum HttpMetric implements Metric {
    REQUESTS("HttpRequests"),
    CLIENT_ERRORS("HttpClientErrors"),
    SERVER_ERRORS("HttpServerErrors"),
    AUDIT_UNFINISHED("HttpAuditUnfinished"),
    LATENCY("HttpLatency");

    private final String metricName;

    HttpMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
