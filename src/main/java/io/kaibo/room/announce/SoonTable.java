package io.kaibo.room.announce;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomItems;
import jakarta.inject.Singleton;
import java.time.Instant;

/** On the heads of rooms: the planned start that was last announced as "starting soon", and the lease to announce it. */
@Singleton
public class SoonTable {

    /** Once for each planned start; the head has that start, and the setting still says so. */
    static final Condition DUE = new Condition(
            "(attribute_not_exists(soonFor) OR soonFor <> :startsAt)"
                    + " AND room.startsAt = :startsAt AND soonMinutes = :minutes AND " + AnnouncingTable.NOT_SILENT,
            "soonBy");

    /** The lease is still the one that was seen to lapse: publishing removes it, and the lease of another start ends later. */
    static final Condition STILL_LAPSED = new Condition("soonDueAt = :lapsedAt", "soonTakenOverBy");

    /** The lease of another start is not ended. */
    static final Condition OF_THIS_START = new Condition("soonFor = :startsAt", "soonPublishedBy");

    /** The head has another start than the one for which it was published. */
    static final Condition POSTPONED = new Condition("soonFor <> room.startsAt", "soonForgottenBy");

    private final Table rooms;

    SoonTable(Tables tables) {
        this.rooms = tables.open(RoomItems.TABLE);
    }

    /**
     * Takes the lease to publish a planned start.
     *
     * @param minutes the setting that makes it due
     * @return false if another sync has it, or the start or the settings changed
     */
    boolean claim(RoomId id, Instant startsAt, int minutes, Instant leaseEnds) {
        return rooms.update(
                        RoomItems.headKey(id),
                        Update.set("soonFor = :startsAt, soonDueAt = :leaseEnds")
                                .andRemove("soonPublishedAt")
                                .with(":startsAt", startsAt)
                                .with(":minutes", minutes)
                                .with(":leaseEnds", leaseEnds)
                                .with(":false", false),
                        DUE)
                .isDone();
    }

    /** Takes a lapsed lease over; false if another sync was quicker. */
    boolean takeOver(RoomId id, Instant lapsedAt, Instant leaseEnds) {
        return rooms.update(
                        RoomItems.headKey(id),
                        Update.set("soonDueAt = :leaseEnds")
                                .with(":lapsedAt", lapsedAt)
                                .with(":leaseEnds", leaseEnds),
                        STILL_LAPSED)
                .isDone();
    }

    /** Writes that it was published for this start. */
    void writePublished(RoomId id, Instant startsAt, Instant now) {
        rooms.update(
                RoomItems.headKey(id),
                Update.set("soonPublishedAt = :now")
                        .andRemove("soonDueAt")
                        .with(":startsAt", startsAt)
                        .with(":now", now),
                OF_THIS_START);
    }

    /** Forgets the start for which it was published, if the room has another one now. */
    void forget(RoomId id) {
        rooms.update(RoomItems.headKey(id), Update.remove("soonFor, soonDueAt, soonPublishedAt"), POSTPONED);
    }
}
