package io.kaibo.push;

/** What became of a push. */
public sealed interface Push {

    /** It is WeChat's. */
    record Taken(PushedEvent event) implements Push {}

    /** It is not WeChat's, or not for us, or not in time, or not in the form that was agreed: the sender is not told which, a log line says it. */
    record Refused() implements Push {}

    /** It is WeChat's, and cannot be read. */
    record Malformed() implements Push {}
}
