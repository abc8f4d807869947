package io.kaibo.coupon.use;

/** What became of a request to the address of WeChat Pay's notifications. */
enum NotificationOutcome {
    /** It is done with, and need not come again. */
    TAKEN,
    /** It is not WeChat Pay's, not fresh, not for this merchant, or cannot be read: nothing was changed. */
    REFUSED
}
