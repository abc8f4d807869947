package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator set of the announcing of a room. By default it is announced when it goes on air and not before.
 *
 * @param announce true if its subscribers are told anything
 * @param startingSoonMinutes how many minutes before the planned start they are told that it starts soon, from 1 to 1440;
 *     not at all if null
 */
@RegisterForReflection
public record Announcing(boolean announce, @Nullable Integer startingSoonMinutes) {

    /** True if it is time to tell that a room with this planned start starts soon. */
    boolean isSoon(Instant startsAt, Instant now) {
        return announce
                && startingSoonMinutes != null
                && !now.isBefore(startsAt.minus(Duration.ofMinutes(startingSoonMinutes)))
                && now.isBefore(startsAt);
    }
}
