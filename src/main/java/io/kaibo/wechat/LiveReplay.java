package io.kaibo.wechat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recording as {@code getliveinfo} tells it; WeChat makes it about ten minutes after the end. The documentation types
 * its times as strings and shows them as numbers too, so both are read.
 */
public record LiveReplay(
        @JsonProperty("create_time") @Nullable JsonNode createTime,
        @JsonProperty("expire_time") @Nullable JsonNode expireTime,
        @JsonProperty("media_url") @Nullable String mediaUrl) {

    /** When it was made; null if WeChat does not say. */
    public @Nullable Instant createdAt() {
        return instant(createTime);
    }

    /** When it will be gone; null if never. */
    public @Nullable Instant expiresAt() {
        return instant(expireTime);
    }

    private static @Nullable Instant instant(@Nullable JsonNode time) {
        if (time == null || time.isNull()) {
            return null;
        }
        String text = time.asText();
        try {
            return text.isEmpty() || text.equals("0")
                    ? null
                    : text.chars().allMatch(Character::isDigit)
                            ? Instant.ofEpochSecond(Long.parseLong(text))
                            : Instant.parse(text);
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
