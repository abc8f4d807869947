package io.kaibo.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recording as {@code getliveinfo} tells it; WeChat makes it about ten minutes after the end. The documentation types its times as
 * strings and shows them as numbers too, so both are read.
 *
 * @param createdAt when it was made; null if WeChat does not say
 * @param expiresAt when it will be gone; null if never
 * @param mediaUrl null where WeChat has none
 */
public record LiveReplay(
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String mediaUrl) {

    /** @throws OddElementException naming the member that cannot be read */
    static LiveReplay of(Members replay) {
        return new LiveReplay(
                readMoment(replay, "create_time"), readMoment(replay, "expire_time"), replay.readText("media_url"));
    }

    /** A text or a number that is no time tells as little as none. */
    private static @Nullable Instant readMoment(Members replay, String name) {
        JsonNode time = replay.element().get(name);
        if (Members.isAbsent(time)) {
            return null;
        }
        if (!time.isTextual() && !time.isNumber()) {
            throw new OddElementException(name + " is neither a text nor a number");
        }
        String text = time.asText();
        try {
            return text.chars().allMatch(Character::isDigit) ? replay.readMoment(name) : Instant.parse(text);
        } catch (OddElementException | DateTimeException e) {
            return null;
        }
    }
}
