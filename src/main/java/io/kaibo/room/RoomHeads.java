package io.kaibo.room;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Rooms as other features read them. */
@Singleton
public class RoomHeads {

    private final RoomTable rooms;
    private final RoomConfig config;

    RoomHeads(RoomTable rooms, RoomConfig config) {
        this.rooms = rooms;
        this.config = config;
    }

    /** The head of a room, after every write that is done; empty if nothing is known of it. Needs dynamodb:GetItem. */
    public Optional<RoomHead> consistently(RoomId id) {
        return rooms.head(id);
    }

    /**
     * Whether the time of this kind is over, so that who waits for it is told nothing any more: on air, {@code
     * kaibo.room.announce-for} after the room first went there; starting soon, at the planned start, or when it begins
     * earlier; either, when the room is over. A room that is postponed may start soon again.
     */
    public boolean isOver(RoomHead head, OnAir.Kind kind, Instant now) {
        return head.isOver(kind, now, config.announceFor());
    }

    /** Whether who is subscribed by now is served: {@link RoomHead#takesReminders}, and the time of this kind is not over. */
    public boolean takeReminders(RoomHead head, OnAir.Kind kind, Instant now) {
        return head.takesReminders(kind) && !isOver(head, kind, now);
    }
}
