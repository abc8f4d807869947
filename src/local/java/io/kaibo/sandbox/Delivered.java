package io.kaibo.sandbox;

/**
 * The outcome of one delivery of an event.
 *
 * @param event WeChat's name for it
 * @param status the HTTP status of the last answer, {@value #NO_ANSWER} or {@value #UNDER_WAY}
 * @param tries how many tries there have been, at most 3
 */
public record Delivered(String event, String status, int tries) {
    public static final String NO_ANSWER = "no answer";
    /** The status of a delivery that waits for its time, or for an answer. */
    public static final String UNDER_WAY = "under way";
}
