package io.kaibo.room.sync;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.room.Listing;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomItems;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Which rooms WeChat's list lacks: marked by the first whole pass that missed them, hidden by the second. */
@Singleton
public class MissingTable {

    /** Known, not seen since the pass began, not marked yet. A sighting later than this mark takes it away. */
    static final Condition MISSED_FIRST =
            new Condition("asOf < :passBegan AND attribute_not_exists(missingSince)", "missingBy");

    /** Marked by a pass that had ended when this one began, and not seen since, which would have removed the mark. */
    static final Condition MISSED_AGAIN =
            new Condition("missingSince < :passBegan AND attribute_not_exists(hiddenAt)", "hiddenBy");

    private final Table rooms;

    MissingTable(Tables tables) {
        this.rooms = tables.open(RoomItems.TABLE);
    }

    /** Marks a room that a whole pass did not see; false if it was seen after all, or is marked already. */
    boolean mark(RoomId id, Instant passBegan, Instant now) {
        return rooms.update(
                        RoomItems.headKey(id),
                        Update.set("missingSince = :now")
                                .with(":passBegan", passBegan)
                                .with(":now", now),
                        MISSED_FIRST)
                .isDone();
    }

    /** Hides a room that a second whole pass did not see either; false if it was seen since the first. */
    boolean hide(RoomId id, Instant passBegan, Instant now) {
        return rooms.update(
                        RoomItems.headKey(id),
                        Update.set("hiddenAt = :now, listing = :hidden")
                                .with(":passBegan", passBegan)
                                .with(":now", now)
                                .with(":hidden", Listing.HIDDEN),
                        MISSED_AGAIN)
                .isDone();
    }
}
