package io.kaibo.wechat.pay;

/** The states of a stock, as WeChat Pay spells them. */
public enum StockState {
    /** Created, and not started: nothing can be sent. */
    UNACTIVATED,
    /** WeChat Pay looks at it. */
    AUDIT,
    RUNNING,
    /** Paused in the console, from where it can be started again. */
    PAUSED,
    /** For good. WeChat Pay writes {@code stoped}. */
    STOPPED,
    /** A word that is not known. */
    OTHER;

    static StockState parse(String word) {
        return switch (word) {
            case "unactivated" -> UNACTIVATED;
            case "audit" -> AUDIT;
            case "running" -> RUNNING;
            case "paused" -> PAUSED;
            case "stoped", "stopped" -> STOPPED;
            default -> OTHER;
        };
    }
}
