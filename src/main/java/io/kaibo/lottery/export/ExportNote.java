package io.kaibo.lottery.export;

/** Why an exported prize has neither address nor code. */
enum ExportNote {
    /** The address is no longer kept: its time is over. */
    EXPIRED,
    /** What is stored was altered, or is not there: the log says more. */
    UNREADABLE
}
