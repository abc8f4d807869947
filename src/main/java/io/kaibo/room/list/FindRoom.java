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
    RoomDetails findForViewers(String id) {
        return rooms.findDetails(Rooms.parse(id))
                .filter(room -> room.head().isShown())
                .orElseThrow(Rooms::noSuchRoom);
    }

    /** A room, hidden or not, after every write that is done. @throws Problem 404 if there is none */
    RoomDetails findForOperators(String id) {
        return rooms.findDetailsConsistently(Rooms.parse(id)).orElseThrow(Rooms::noSuchRoom);
    }

    /** The replays of a room that can be played now. @throws Problem 404 if there is no such room, or it is hidden */
    List<Replay> findReplays(String id) {
        RoomDetails details = findForViewers(id);
        return details.head().room().hasOpenReplay()
                ? details.replays().stream()
                        .filter(replay -> replay.isPlayable(clock.instant()))
                        .toList()
                : List.of();
    }
}
