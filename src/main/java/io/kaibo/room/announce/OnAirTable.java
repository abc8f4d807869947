package io.kaibo.room.announce;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomItems;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** On the heads of rooms: that they went on air, and until when a sync has the lease to publish it. */
@Singleton
public class OnAirTable {

    private static final String DUE = "on-air";

    /** A known room goes on air once; and not while its operator does not want it announced. */
    static final Condition FIRST_AND_NOT_SILENT = new Condition(
            "attribute_exists(room) AND attribute_not_exists(firstLiveAt) AND " + AnnouncingTable.NOT_SILENT,
            "firstLiveBy");

    /** The lease is still the one that was seen to lapse: publishing removes it. */
    static final Condition STILL_LAPSED = new Condition("dueAt = :lapsedAt", "takenOverBy");

    /** @param lapsedAt when the lease to publish it ended */
    record Lapsed(RoomId id, Instant lapsedAt) {}

    private final Table rooms;

    OnAirTable(Tables tables) {
        this.rooms = tables.open(RoomItems.TABLE);
    }

    /**
     * Writes that the room went on air now, and takes the lease to publish it.
     *
     * @return false if it was on air before, or if it is not to be announced
     */
    boolean writeOnAir(RoomId id, Instant now, Instant leaseEnds) {
        return rooms.update(
                        RoomItems.headKey(id),
                        Update.set("firstLiveAt = :now, due = :onAir, dueAt = :leaseEnds")
                                .with(":now", now)
                                .with(":onAir", DUE)
                                .with(":leaseEnds", leaseEnds)
                                .with(":false", false),
                        FIRST_AND_NOT_SILENT)
                .isDone();
    }

    /** Rooms that went on air and were not published before the lease ended. */
    List<Lapsed> findLapsed(Instant now) {
        return rooms
                .queryPart(Query.by("due = :onAir AND dueAt < :now")
                        .ofIndex("due")
                        .with(":onAir", DUE)
                        .with(":now", now))
                .items()
                .stream()
                .map(item -> new Lapsed(new RoomId(item.text("pk")), item.instant("dueAt")))
                .toList();
    }

    /** Takes a lapsed lease over. The answer says when the room went on air; it is empty if another sync was quicker. */
    Optional<Instant> takeOver(Lapsed lapsed, Instant leaseEnds) {
        ConditionalWrite write = rooms.update(
                RoomItems.headKey(lapsed.id()),
                Update.set("dueAt = :leaseEnds")
                        .with(":lapsedAt", lapsed.lapsedAt())
                        .with(":leaseEnds", leaseEnds),
                STILL_LAPSED);
        return write instanceof ConditionalWrite.WriteDone done
                ? Optional.of(done.item().instant("firstLiveAt"))
                : Optional.empty();
    }

    /** Writes that it was published. The write needs no condition: it is the same for each sync. */
    void writePublished(RoomId id, Instant now) {
        rooms.update(
                RoomItems.headKey(id),
                Update.set("publishedAt = :now").andRemove("due, dueAt").with(":now", now));
    }
}
