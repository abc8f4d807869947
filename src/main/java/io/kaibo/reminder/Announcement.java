package io.kaibo.reminder;

import io.kaibo.room.OnAir;
import io.kaibo.room.RoomId;
import java.time.Instant;

/** What a room's subscribers are told. The same one may be published many times. */
record Announcement(RoomId room, OnAir.Kind kind, Instant notAfter, Instant decidedAt) {

    /** @throws IllegalArgumentException if it is about no room */
    static Announcement of(OnAir message) {
        return new Announcement(new RoomId(message.roomId()), message.kind(), message.notAfter(), message.decidedAt());
    }
}
