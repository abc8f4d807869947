package io.kaibo.message;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A send as it was read, to be compared with what WeChat tells of a message.
 *
 * @param key of its item
 * @param sendingAt when the send began; null if none did
 * @param msgId the number that WeChat gave the send; null if it is not known
 */
public record SeenSend(
        Map<String, AttributeValue> key,
        String templateId,
        SendState state,
        @Nullable Instant sendingAt,
        @Nullable Long msgId) {

    /**
     * True if a message of the template may have been sent for it until then. A send that is under way may have begun at any moment.
     */
    boolean mayHaveSent(String template, Instant until) {
        return templateId.equals(template)
                && switch (state) {
                    case SENDING -> true;
                    case UNKNOWN, SENT -> sendingAt != null && !sendingAt.isAfter(until);
                    default -> false;
                };
    }

    /** Names no person. */
    @Override
    public String toString() {
        return "SeenSend[" + state + "]";
    }
}
