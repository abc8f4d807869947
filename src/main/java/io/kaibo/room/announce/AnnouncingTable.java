package io.kaibo.room.announce;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.room.Announcing;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomItems;
import jakarta.inject.Singleton;

/** On the heads of rooms: what operators set of their announcing. No other class writes these attributes. */
@Singleton
public class AnnouncingTable {

    /** silent absent, or false. It is part of each condition that announces, so that a setting made at that moment counts. */
    static final String NOT_SILENT = "(attribute_not_exists(silent) OR silent = :false)";

    /** A setting never makes a room. */
    static final Condition KNOWN = new Condition("attribute_exists(room)", "announcingBy");

    private final Table rooms;

    AnnouncingTable(Tables tables) {
        this.rooms = tables.open(RoomItems.TABLE);
    }

    /** Writes the settings of a room; false if nothing is known of it. */
    boolean set(RoomId id, Announcing announcing) {
        Update update = Update.set("silent = :silent").with(":silent", !announcing.announce());
        if (announcing.startingSoonMinutes() == null) {
            update.andRemove("soonMinutes");
        } else {
            update.andSet("soonMinutes = :soonMinutes").with(":soonMinutes", announcing.startingSoonMinutes());
        }
        return rooms.update(RoomItems.headKey(id), update, KNOWN).isDone();
    }
}
