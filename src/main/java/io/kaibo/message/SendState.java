package io.kaibo.message;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What became of a recipient, who begins as {@link #WAITING}. Each of the last five is an end: no message is sent after it. */
@RegisterForReflection
public enum SendState {
    WAITING,
    /** An instance holds the recipient for the time of a lease, and may have sent already. */
    SENDING,
    SENT,
    /** 43101: the person did not accept, or has used the accept up. */
    REFUSED,
    /**
     * 40003, 40226: WeChat will not send to this person, and the reason is theirs alone. Without an errcode: the person was erased, and
     * there is no openid to send to.
     */
    FAILED,
    /** WeChat may have heard the send, and its answer was lost. */
    UNKNOWN,
    /** The time of the message was over before it was sent. */
    EXPIRED
}
