package io.kaibo.room;

import java.time.Instant;

/** Builds a Room for tests that need no table. */
public final class SomeRoom {

    private SomeRoom() {}

    public static Room of(int liveStatus, Instant startsAt) {
        return new Room(
                RoomId.ofWeChat(1),
                "春日上新",
                "小棠",
                null,
                null,
                null,
                liveStatus,
                startsAt,
                startsAt.plusSeconds(7200),
                false,
                true,
                new Room.Closed(false, false, false, false, false));
    }
}
