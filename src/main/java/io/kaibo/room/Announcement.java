package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;

/**
 * A message on the queue {@code room-on-air}: a room goes on air, or starts soon. It is published at least once for each room that
 * goes on air, and at least once for each planned start that subscribers are to be told of.
 *
 * @param notAfter from this moment on there is no more use in telling it; the planned start, if the room starts soon
 * @param decidedAt when the sync decided to publish it. It tells two announcements of one start apart: if a start is moved and
 *     moved back, the second announcement finds subscribers who were left out in between
 * @param round how often its dispatch failed and was put off; 0 as it is published
 */
@RegisterForReflection
public record Announcement(RoomId roomId, Kind kind, Instant notAfter, Instant decidedAt, int round) {

    /** The queue, without the stage. */
    public static final String QUEUE = "room-on-air";

    public Announcement {
        // a message that is no announcement fails here and ends among the dead letters
        Objects.requireNonNull(roomId, "roomId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(notAfter, "notAfter");
        Objects.requireNonNull(decidedAt, "decidedAt");
    }

    public static Announcement firstRound(RoomId room, Kind kind, Instant notAfter, Instant decidedAt) {
        return new Announcement(room, kind, notAfter, decidedAt, 0);
    }

    /** The same announcement, to be dispatched once more after it failed. */
    public Announcement nextRound() {
        return new Announcement(roomId, kind, notAfter, decidedAt, round + 1);
    }

    /** What is announced. */
    public enum Kind {
        ON_AIR,
        STARTING_SOON
    }
}
