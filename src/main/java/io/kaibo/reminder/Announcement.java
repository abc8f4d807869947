package io.kaibo.reminder;

import io.kaibo.room.OnAir;
import io.kaibo.room.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What a room's subscribers are told. The same one may be published many times. */
record Announcement(RoomId room, OnAir.Kind kind, Instant notAfter, Instant decidedAt) {

    /**
     * So long past its {@code notAfter} a dispatch or a page that failed is still put off: recipients that wait are then to be
     * written as expired. Past it a failure is left to the queue, and ends among the dead letters.
     */
    private static final Duration TRIED_PAST_ITS_TIME = Duration.ofMinutes(15);

    Announcement {
        // what is no announcement fails here and ends among the dead letters
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(notAfter, "notAfter");
        Objects.requireNonNull(decidedAt, "decidedAt");
    }

    /** The end of retries. */
    static Instant triedUntil(Instant notAfter) {
        return notAfter.plus(TRIED_PAST_ITS_TIME);
    }

    /** @throws IllegalArgumentException if it is about no room */
    static Announcement of(OnAir message) {
        return new Announcement(new RoomId(message.roomId()), message.kind(), message.notAfter(), message.decidedAt());
    }
}
