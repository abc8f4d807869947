package io.kaibo.lottery.export;

/** Why an exported prize has neither address nor code. */
enum ExportNote {
    /** An earlier export told it, and it was withdrawn since: it must not be sent. */
    WITHDRAWN,
    /** The address is no longer kept: its time is over. */
    EXPIRED,
    /** What is stored was altered, or is not there before its time is over: the log says more. */
    UNREADABLE
}
