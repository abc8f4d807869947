package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What is published on the queue {@code room-on-air}, at least once for each room and kind.
 *
 * @param notAfter past this moment nobody needs to be told any more
 */
@RegisterForReflection
public record OnAir(String roomId, Kind kind, Instant notAfter) {

    /** What is announced. */
    public enum Kind {
        ON_AIR
    }
}
