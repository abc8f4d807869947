package io.kaibo.push;

/** What became of a push that {@link MessagePush#receive} checked and read. */
public sealed interface PushOutcome {

    /** The push is WeChat's, and this is its event. */
    record EventReceived(PushedEvent event) implements PushOutcome {}

    /** The push is not WeChat's, not for us, not in time or not in the form that was agreed. A log line says which, the sender is not told. */
    record PushRefused() implements PushOutcome {}

    /** The push is WeChat's, and its event cannot be read. */
    record EventMalformed() implements PushOutcome {}
}
