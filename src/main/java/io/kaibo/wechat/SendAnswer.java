package io.kaibo.wechat;

import org.jspecify.annotations.Nullable;

/** What WeChat answered to a send. */
public sealed interface SendAnswer {

    /** @param msgId what a later {@code subscribe_msg_sent_event} names the message by; null if WeChat did not say, or not readably */
    record Sent(@Nullable Long msgId) implements SendAnswer {}

    /** WeChat did not send it; if the failure is {@link Failure.Unknown} it may have. */
    record Failed(Failure why) implements SendAnswer {}
}
