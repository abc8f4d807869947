package io.kaibo.aws;

/**
 * A number of an invocation that CloudWatch keeps. Each feature declares its own in one enum: what is not declared there
 * cannot be written, and no other feature can write it.
 */
public interface Metric {

    /** Its name in CloudWatch, which begins with its feature. docs/runbook.md says what it counts. */
    String metricName();
}
