package io.kaibo.reminder.send;

import io.kaibo.aws.Metric;

/** What {@code reminder-dispatch} and {@code reminder-send} count: pages and shards of an announcement, recipients, pages. */
enum ReminderMetric implements Metric {
    DISPATCH_PAGES("ReminderDispatchPages"),
    DISPATCH_UNFINISHED("ReminderDispatchUnfinished"),
    DISPATCH_FAILED("ReminderDispatchFailed"),
    SENT("ReminderSent"),
    REFUSED("ReminderRefused"),
    FAILED("ReminderFailed"),
    UNKNOWN("ReminderUnknown"),
    EXPIRED("ReminderExpired"),
    HANDED_BACK("ReminderHandedBack"),
    CALL_FAILED("ReminderCallFailed"),
    PAGE_PARKED("ReminderPageParked"),
    PAGE_HALTED("ReminderPageHalted"),
    PAGE_POSTPONED("ReminderPagePostponed"),
    PAGE_PUT_OFF("ReminderPagePutOff"),
    PAGE_WECHAT_AWAY("ReminderPageWeChatAway");

    private final String metricName;

    ReminderMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
