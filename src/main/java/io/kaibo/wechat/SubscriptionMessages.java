package io.kaibo.wechat;

import com.fasterxml.jackson.databind.JsonNode;
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

        /** Names no person. */
        @Override
        public String toString() {
            return "Message[]";
        }
    }

    private final Connections weChat;
    private final AccessTokens tokens;

    SubscriptionMessages(Connections weChat, AccessTokens tokens) {
        this.weChat = weChat;
        this.tokens = tokens;
    }

    /**
     * The token to send with. It is taken before a recipient is claimed, so that a token that cannot be had costs no recipient.
     *
     * @throws NoTokenException if there is none now
     */
    public AccessToken obtainToken() {
        return tokens.obtain();
    }

    /**
     * Sends a message, once: WeChat may have heard a call that it did not answer, so that call is not made again. A token that WeChat
     * calls dead is not used again either.
     */
    public SendAnswer sendOnce(AccessToken token, Message message) {
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
            return new SendAnswer.Sent(readNumber(weChat.callChecked(
                            "subscribe/send", rest -> requireErrcode(rest.sendMessage(token.value(), wire)))
                    .msgid()));
        } catch (WeChatException e) {
            if (e.failure() instanceof Failure.DeadToken) {
                tokens.drop(token, e);
            }
            // a send is no read: what was not answered may have been sent
            return new SendAnswer.Failed(
                    e.failure() instanceof Failure.Unanswered ? new Failure.Unknown() : e.failure());
        }
    }

    /** Null where the number cannot be read: the message was sent all the same. */
    private static @Nullable Long readNumber(@Nullable JsonNode msgid) {
        try {
            long number = Members.readWhole(msgid, "msgid");
            return number > 0 ? number : null;
        } catch (OddElementException e) {
            return null;
        }
    }

    /** An answer without an errcode is taken for a success elsewhere: here it must say so. */
    private static WeChatRest.@Nullable MessageAnswer requireErrcode(WeChatRest.@Nullable MessageAnswer answer) {
        return answer == null || answer.code() == null ? null : answer;
    }
}
