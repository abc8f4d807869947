package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What is published on the queue {@code room-on-air}: at least once for each room that goes on air, and at least once for
 * each planned start of a room whose subscribers are to know that it is near.
 *
 * @param notAfter past this moment nobody needs to be told any more; the planned start, where it is near
 * @param decidedAt when it was decided to publish it, which tells two announcements of one start apart: it was put off and back
 *     in between, and whoever was left out in that time is to be found
 */
@RegisterForReflection
public record OnAir(String roomId, Kind kind, Instant notAfter, Instant decidedAt) {

    /** What is announced. */
    public enum Kind {
        ON_AIR,
        STARTING_SOON
    }
}
