package io.kaibo.lottery.tell;

import io.kaibo.aws.Metric;

/** What {@code lottery-draw} counts of the messages to winners. */
enum TellMetric implements Metric {
    SENT("LotteryMessageSent"),
    REFUSED("LotteryMessageRefused"),
    FAILED("LotteryMessageFailed"),
    UNKNOWN("LotteryMessageUnknown"),
    EXPIRED("LotteryMessageExpired"),
    PUT_OFF("LotteryMessagePutOff"),
    CALL_FAILED("LotteryMessageCallFailed"),
    HALTED("LotteryMessageHalted");

    private final String metricName;

    TellMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
