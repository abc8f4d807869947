package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What is published on the queue {@code room-on-air}: at least once for each room that goes on air, and at least once for
 * each planned start of a room whose subscribers are to know that it is near.
 *
 * @param notAfter past this moment nobody needs to be told any more; the planned start, where it is near
 * @param decidedAt when it was decided to publish it, which tells two announcements of one start apart: it was put off and back
 *     in between, and subscribers who were left out in that time are to be found
 * @param round how often its dispatch failed and was put off; 0 as it is published
 */
@RegisterForReflection
public record OnAir(String roomId, Kind kind, Instant notAfter, Instant decidedAt, int round) {

    /** The queue, without the stage. */
    public static final String QUEUE = "room-on-air";

    static OnAir firstRound(RoomId room, Kind kind, Instant notAfter, Instant decidedAt) {
        return new OnAir(room.value(), kind, notAfter, decidedAt, 0);
    }

    /** The same announcement, to be dispatched once more after it failed. */
    public OnAir nextRound() {
        return new OnAir(roomId, kind, notAfter, decidedAt, round + 1);
    }

    /** What is announced. */
    public enum Kind {
        ON_AIR,
        STARTING_SOON
    }
}
