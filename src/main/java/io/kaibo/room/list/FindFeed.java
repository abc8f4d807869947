package io.kaibo.room.list;

import io.kaibo.base.Recent;
import io.kaibo.room.Feed;
import io.kaibo.room.RoomFeed;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Finds the feed of a room that viewers may see. */
@Singleton
class FindFeed {

    /**
     * How long an instance reuses a feed: as long as a cache may. A crowd that asks past the caches must not use up the reads of the item, which
     * the next append needs too.
     */
    private static final Duration LIFE = Duration.ofSeconds(1);

    private final Rooms rooms;
    private final RoomFeed feed;
    private final Recent<RoomId, Feed> recent;

    FindFeed(Rooms rooms, RoomFeed feed, Clock clock) {
        this.rooms = rooms;
        this.feed = feed;
        this.recent = new Recent<>(LIFE, clock);
    }

    /** @throws Problem 404 if there is no such room, or it is hidden */
    Feed find(String id) {
        RoomId room = Rooms.parse(id);
        rooms.shown(room);
        return recent.find(room, key -> Optional.of(feed.find(key))).orElseThrow();
    }
}
