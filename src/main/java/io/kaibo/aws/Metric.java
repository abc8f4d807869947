package io.kaibo.aws;

/**
 * A number of an invocation that CloudWatch keeps. Each feature declares its own in an enum that it alone sees: {@link Metrics}
 * takes constants of such an enum and nothing else.
 */
public interface Metric {

    /** Its name in CloudWatch, which begins with its feature. docs/runbook.md says what it counts. */
    String metricName();
}
