package io.kaibo.reminder;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What became of a subscription. It begins as {@link #WAITING} and ends as one of the last five, of which none is ever sent
 * to again.
 */
@RegisterForReflection
enum SendState {
    WAITING,
    /** An instance has it for the time of a lease, and may have sent already. */
    SENDING,
    SENT,
    /** 43101: the person did not accept, or has used the accept up. */
    REFUSED,
    /**
     * 40003, 40226: WeChat will not send it, for a reason that is known to be this person's alone. Without an errcode: the person was
     * erased, and there is no openid to send it to.
     */
    FAILED,
    /** WeChat may have heard the send, and its answer was lost. */
    UNKNOWN,
    /** Its time was over before its turn came. */
    EXPIRED
}
