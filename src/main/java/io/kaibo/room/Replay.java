package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recording of a room that ended.
 *
 * @param url where it plays
 * @param createdAt when WeChat made it; null if it did not say
 * @param expiresAt when it will be gone; null if never
 */
@RegisterForReflection
public record Replay(
        String url, @Nullable Instant createdAt, @Nullable Instant expiresAt) {

    public boolean isPlayable(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
