package io.kaibo.room;

import io.kaibo.http.Problem;
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
        RoomDetails room = find(id);
        if (!room.head().isShown()) {
            throw none();
        }
        return room;
    }

    /** A room, hidden or not. @throws Problem 404 if there is none */
    RoomDetails forOperators(String id) {
        return find(id);
    }

    /** The replays of a room that can be played now. @throws Problem 404 if there is no such room, or it is hidden */
    List<Replay> replays(String id) {
        RoomDetails details = forViewers(id);
        Room room = details.head().room();
        return room != null && room.hasOpenReplay()
                ? details.replays().stream()
                        .filter(replay -> replay.plays(clock.instant()))
                        .toList()
                : List.of();
    }

    private RoomDetails find(String id) {
        return RoomId.parse(id)
                .flatMap(rooms::details)
                .filter(details -> details.head().room() != null)
                .orElseThrow(FindRoom::none);
    }

    private static Problem none() {
        return Problem.notFound("There is no such room.");
    }
}
