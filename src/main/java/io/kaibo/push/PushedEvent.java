package io.kaibo.push;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened and that WeChat told us of by its message push. It tells an event again until it is answered, and
 * may tell it late or never.
 */
public sealed interface PushedEvent {

    /**
     * The viewer who did it.
     *
     * @param openid never shown, never logged
     * @param at when it happened, as WeChat has it: to the second
     */
    record Sender(String openid, Instant at) {

        /** Says nothing of who it is. */
        @Override
        public String toString() {
            return "Sender[at=" + at + "]";
        }
    }

    /** {@code subscribe_msg_popup_event}: a viewer was asked to accept messages, and answered. */
    record Popup(Sender by, List<Choice> choices) implements PushedEvent {}

    /** @param accepted one message of the template; refused if false */
    record Choice(String templateId, boolean accepted) {}

    /** {@code subscribe_msg_change_event}: a viewer turned templates off in WeChat's settings. */
    record Change(Sender by, List<String> turnedOff) implements PushedEvent {}

    /** {@code subscribe_msg_sent_event}: what became of messages that Kaibo sent to a viewer. */
    record Sent(Sender to, List<MessageDelivery> results) implements PushedEvent {}

    /**
     * @param msgId the number that WeChat gave the send
     * @param errorCode 0 if the message came
     */
    record MessageDelivery(String templateId, long msgId, long errorCode) {

        public boolean delivered() {
            return errorCode == 0;
        }
    }

    /**
     * {@code wxalive_follow_notify}: a viewer began, or ended, to follow the live rooms (长期订阅).
     *
     * @param roomId the room in which they did it
     * @param follows true if they began
     */
    record Followed(Sender by, long roomId, boolean follows) implements PushedEvent {}

    /**
     * {@code wxalive_push_message_notify}: what became of a message to followers of the live rooms.
     *
     * @param messageId WeChat's name of the message
     * @param total how many openids it was for
     * @param success how many of them it came to
     * @param openidErrors how many were no openids
     * @param relationErrors how many do not follow
     * @param userLimits how many get no more messages for now
     * @param internalErrors how many failed for other reasons
     */
    record LivePushed(
            Instant at,
            long roomId,
            String messageId,
            long total,
            long success,
            long openidErrors,
            long relationErrors,
            long userLimits,
            long internalErrors)
            implements PushedEvent {}

    /** Anything else: customers' messages, events that are nothing to us, events that are not known yet. */
    record Other() implements PushedEvent {}
}
