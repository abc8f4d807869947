package io.kaibo.room.announce;

import io.kaibo.room.Announcing;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;

/** Sets whether and when the subscribers of a room are told of it. */
@Singleton
public class SetAnnouncing {

    private final AnnouncingTable rooms;

    SetAnnouncing(AnnouncingTable rooms) {
        this.rooms = rooms;
    }

    /** @throws io.kaibo.http.Problem 404 if there is no such room */
    public void set(String id, Announcing announcing) {
        RoomId room = Rooms.parse(id);
        if (!rooms.set(room, announcing)) {
            throw Rooms.noSuchRoom();
        }
    }
}
