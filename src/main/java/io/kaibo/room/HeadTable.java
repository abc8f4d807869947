package io.kaibo.room;

import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The heads of rooms, one at a time, as other features read them: all that they need is {@code dynamodb:GetItem}. */
@Singleton
class HeadTable {

    private final Table rooms;

    HeadTable(Tables tables) {
        this.rooms = tables.open(RoomItems.TABLE, Tables.Read.GET);
    }

    /** The head of a room, after every write that is done; empty if nothing is known of it. */
    Optional<RoomHead> find(RoomId id) {
        return rooms.find(RoomItems.headKey(id)).map(RoomItems::head);
    }

    /** The head of a room, without the newest writes perhaps; empty if nothing is known of it. */
    Optional<RoomHead> findEventuallyConsistent(RoomId id) {
        return rooms.findEventuallyConsistent(RoomItems.headKey(id)).map(RoomItems::head);
    }
}
