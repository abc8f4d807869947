package io.kaibo.room;

import io.kaibo.base.Spans;
import io.kaibo.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Rooms as other features read them. Each read needs dynamodb:GetItem. */
@Singleton
public class Rooms {

    /** More rooms than viewers look at in a second; past it all are read anew. */
    private static final int MOST_KEPT = 1_000;

    private record Kept(RoomHead head, Instant readAt) {}

    private final HeadTable heads;
    private final RoomConfig config;
    private final Clock clock;
    private final Map<RoomId, Kept> kept = new ConcurrentHashMap<>();

    Rooms(HeadTable heads, RoomConfig config, Clock clock) {
        this.heads = heads;
        this.config = config;
        this.clock = clock;
    }

    /** The room that a request names. @throws Problem 404 for an id that no room can have */
    public static RoomId parse(String text) {
        return RoomId.parse(text).orElseThrow(Rooms::noSuchRoom);
    }

    /** A room that viewers may see, as {@link #findEventuallyConsistent} gives it. @throws Problem 404 if there is none, or it is hidden */
    public RoomHead shown(RoomId id) {
        return findEventuallyConsistent(id).filter(RoomHead::isShown).orElseThrow(Rooms::noSuchRoom);
    }

    /** A room, hidden or not, after every write that is done. @throws Problem 404 if there is none */
    public RoomHead known(RoomId id) {
        return findConsistently(id).orElseThrow(Rooms::noSuchRoom);
    }

    /** The 404 of a room that is not there, or that the caller may not see. */
    public static Problem noSuchRoom() {
        return Problem.notFound("There is no such room.");
    }

    /** How long after its going on air a room is worth announcing. */
    public Duration announceFor() {
        return config.announceFor();
    }

    /**
     * The head of a room as it was at most {@code kaibo.room.head-kept} ago, and the time that DynamoDB takes to spread a write.
     * All viewers of a room read the same item, and DynamoDB gives 3,000 consistent reads of one item a second.
     */
    public Optional<RoomHead> findEventuallyConsistent(RoomId id) {
        Instant now = clock.instant();
        Kept before = kept.get(id);
        if (before != null && isRecent(before, now)) {
            return Optional.of(before.head());
        }
        Optional<RoomHead> head = heads.findEventuallyConsistent(id);
        head.ifPresent(read -> keep(id, new Kept(read, now)));
        return head;
    }

    private boolean isRecent(Kept head, Instant now) {
        return Spans.covers(head.readAt(), config.headKept(), now);
    }

    private void keep(RoomId id, Kept head) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(id, head);
    }

    /** The head of a room, after every write that is done; empty if nothing is known of it. */
    public Optional<RoomHead> findConsistently(RoomId id) {
        return heads.find(id);
    }
}
