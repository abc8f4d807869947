package io.kaibo.room.list;

import io.kaibo.room.Feed;
import io.kaibo.room.RoomFeed;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;

/** Finds the feed of a room that viewers may see. */
@Singleton
class FindFeed {

    private final Rooms rooms;
    private final RoomFeed feed;

    FindFeed(Rooms rooms, RoomFeed feed) {
        this.rooms = rooms;
        this.feed = feed;
    }

    /** @throws Problem 404 if there is no such room, or it is hidden */
    Feed find(String id) {
        RoomId room = Rooms.parse(id);
        rooms.shown(room);
        return feed.find(room);
    }
}
