package io.kaibo.wechat;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Subscription messages of one-time templates: each accept of a person is good for one send. Source: the mini-program
 * documentation, 发送订阅消息.
 */
@Singleton
public class SubscriptionMessages {

    private static final String SEND = "subscribe/send";

    /**
     * A message to one person.
     *
     * @param openid never shown, never logged
     * @param page the page of the mini-program that it opens, with its query
     * @param values by the names of the template's fields
     * @param miniProgramState {@code formal}, {@code trial} or {@code developer}
     */
    public record Message(
            String openid, String templateId, String page, Map<String, String> values, String miniProgramState) {

        /** Says nothing of whom it is for. */
        @Override
        public String toString() {
            return "Message[]";
        }
    }

    /** What became of a send. */
    public sealed interface Outcome {

        /** @param msgId what a later {@code subscribe_msg_sent_event} names it by; null if WeChat did not say */
        record Sent(@Nullable Long msgId) implements Outcome {}

        /** It was not sent, for certain. */
        record NotSent(Failure why) implements Outcome {}

        /** Nobody knows whether it was sent. */
        record Unknown() implements Outcome {}
    }

    private final WeChatRest rest;
    private final WeChat weChat;

    SubscriptionMessages(WeChatRest rest, WeChat weChat) {
        this.rest = rest;
        this.weChat = weChat;
    }

    /** Sends a message, once: a call that was not answered may have been heard, so it is not made again. */
    public Outcome send(Message message) {
        WeChatRest.Message wire = new WeChatRest.Message(
                message.openid(),
                message.templateId(),
                message.page(),
                message.values().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, field -> new WeChatRest.MessageValue(field.getValue()))),
                message.miniProgramState(),
                "zh_CN");
        try {
            return new Outcome.Sent(weChat.withToken(token -> WeChat.checked(SEND, () -> answer(token, wire)))
                    .msgid());
        } catch (WeChatException e) {
            if (!e.call().equals(SEND)) {
                // there was no token for it, so that WeChat has not heard of it
                return new Outcome.NotSent(new Failure.Unreached());
            }
            return e.failure() instanceof Failure.Unanswered ? new Outcome.Unknown() : new Outcome.NotSent(e.failure());
        }
    }

    private WeChatRest.@Nullable MessageAnswer answer(String token, WeChatRest.Message wire) {
        WeChatRest.MessageAnswer answer = rest.send(token, wire);
        // an answer without an errcode is taken for a success elsewhere: here it must say so
        return answer == null || answer.code() == null ? null : answer;
    }
}
