package io.kaibo.room;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Rooms as other features read them. */
@Singleton
public class RoomHeads {

    /** More rooms than viewers look at in a second; past it all are read anew. */
    private static final int MOST_KEPT = 1_000;

    private record Kept(RoomHead head, Instant readAt) {}

    private final HeadTable rooms;
    private final RoomConfig config;
    private final Clock clock;
    private final Map<RoomId, Kept> kept = new ConcurrentHashMap<>();

    RoomHeads(HeadTable rooms, RoomConfig config, Clock clock) {
        this.rooms = rooms;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The head of a room as it was a moment ago: at most {@code kaibo.room.head-kept}, and what DynamoDB takes to spread a write.
     * All viewers of a room read the same item, and DynamoDB gives 3,000 consistent reads of one item a second. Needs dynamodb:GetItem.
     */
    public Optional<RoomHead> lately(RoomId id) {
        Instant now = clock.instant();
        Kept before = kept.get(id);
        if (before != null && isRecent(before, now)) {
            return Optional.of(before.head());
        }
        Optional<RoomHead> head = rooms.findLately(id);
        head.ifPresent(read -> keep(id, new Kept(read, now)));
        return head;
    }

    private boolean isRecent(Kept head, Instant now) {
        return !now.isBefore(head.readAt()) && now.isBefore(head.readAt().plus(config.headKept()));
    }

    private void keep(RoomId id, Kept head) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(id, head);
    }

    /** The head of a room, after every write that is done; empty if nothing is known of it. Needs dynamodb:GetItem. */
    public Optional<RoomHead> consistently(RoomId id) {
        return rooms.find(id);
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
