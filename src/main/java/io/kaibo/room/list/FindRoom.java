package io.kaibo.room.list;

import io.kaibo.room.Replay;
import io.kaibo.room.RoomDetails;
import io.kaibo.room.RoomTable;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Finds one room. */
@Singleton
class FindRoom {

    private final RoomTable rooms;
    private final Clock clock;

    FindRoom(RoomTable rooms, Clock clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    /** A room as viewers may see it. @throws Problem 404 if there is none, or it is hidden */
    RoomDetails forViewers(String id) {
        return rooms.details(Rooms.parse(id))
                .filter(room -> room.head().isShown())
                .orElseThrow(Rooms::noSuchRoom);
    }

    /** A room, hidden or not, with what was set a moment ago. @throws Problem 404 if there is none */
    RoomDetails forOperators(String id) {
        return rooms.detailsConsistently(Rooms.parse(id)).orElseThrow(Rooms::noSuchRoom);
    }

    /** The replays of a room that can be played now. @throws Problem 404 if there is no such room, or it is hidden */
    List<Replay> replays(String id) {
        RoomDetails details = forViewers(id);
        return details.head().room().hasOpenReplay()
                ? details.replays().stream()
                        .filter(replay -> replay.plays(clock.instant()))
                        .toList()
                : List.of();
    }
}
