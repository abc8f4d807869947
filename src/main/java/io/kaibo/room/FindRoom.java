package io.kaibo.room;

import io.kaibo.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

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
        RoomDetails room = found(RoomId.parse(id).flatMap(rooms::details));
        if (!room.head().isShown()) {
            throw none();
        }
        return room;
    }

    /** A room, hidden or not, with what was set a moment ago. @throws Problem 404 if there is none */
    RoomDetails forOperators(String id) {
        return found(RoomId.parse(id).flatMap(rooms::detailsConsistently));
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

    private static RoomDetails found(Optional<RoomDetails> details) {
        return details.filter(room -> room.head().room() != null).orElseThrow(FindRoom::none);
    }

    static Problem none() {
        return Problem.notFound("There is no such room.");
    }
}
