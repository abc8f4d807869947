package io.kaibo.room.sync;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.room.Listing;
import io.kaibo.room.Replay;
import io.kaibo.room.Room;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomItems;
import io.kaibo.room.RoomTable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item {@code REPLAYS} of a room that ended: its recordings, and when they are to be fetched again. */
@Singleton
public class ReplayTable {

    private static final String DUE = "replay";

    /** They are not to be fetched yet. */
    static final Condition NOT_EXPECTED = new Condition("attribute_not_exists(due)", "expectedBy");

    /** No other sync has moved the time that was read or claimed. */
    private static final String STILL_DUE = "dueAt = :dueAt";

    static final Condition UNCLAIMED = new Condition(STILL_DUE, "claimedBy");
    static final Condition CLAIM_HOLDS = new Condition(STILL_DUE, "fetchedBy");

    /** @param tries how often WeChat was asked before */
    record Due(RoomId id, Instant dueAt, int tries) {}

    private final Table rooms;

    ReplayTable(Tables tables) {
        this.rooms = tables.open(RoomItems.TABLE);
    }

    /** Writes that a room's replays are to be fetched, unless they are already. */
    void expect(Room room, Instant dueAt, int tries) {
        rooms.update(
                key(room.id()),
                Update.set("due = :replay, dueAt = :dueAt, tries = :tries, listingAt = :startsAt")
                        .with(":replay", DUE)
                        .with(":dueAt", dueAt)
                        .with(":tries", tries)
                        .with(":startsAt", room.startsAt()),
                NOT_EXPECTED);
    }

    /** What is due, the longest due first. */
    List<Due> findDue(Instant now, int most) {
        return rooms
                .queryPart(Query.by("due = :replay AND dueAt <= :now")
                        .ofIndex("due")
                        .with(":replay", DUE)
                        .with(":now", now)
                        .limit(most))
                .items()
                .stream()
                .map(item -> new Due(new RoomId(item.text("pk")), item.instant("dueAt"), (int) item.number("tries")))
                .toList();
    }

    /** Keeps other syncs from fetching the same until then; false if another was quicker. */
    boolean claim(Due due, Instant until) {
        return rooms.update(
                        key(due.id()),
                        Update.set("dueAt = :until").with(":dueAt", due.dueAt()).with(":until", until),
                        UNCLAIMED)
                .isDone();
    }

    /** The recordings of a room that are stored. */
    List<Replay> findStored(RoomId id) {
        return rooms.find(key(id)).map(RoomItems::replays).orElse(List.of());
    }

    /**
     * Writes what WeChat answered; nothing if the claim was lost. If it answers no recording, the known ones stay: it answers the same
     * during a fault, and recordings expire by themselves.
     *
     * @param claimedUntil what the claim was made with
     * @param nextAt when to ask again; never if null
     */
    void writeFetched(Due due, Instant claimedUntil, List<Replay> replays, @Nullable Instant nextAt) {
        Update update =
                Update.set("tries = :tries").with(":dueAt", claimedUntil).with(":tries", due.tries() + 1);
        if (!replays.isEmpty()) {
            update.andSet("replays = :replays, listing = :listing")
                    .with(":replays", RoomItems.ofReplays(replays))
                    .with(":listing", Listing.REPLAY);
        }
        if (nextAt == null) {
            update.andRemove("due, dueAt");
        } else {
            update.andSet("dueAt = :nextAt").with(":nextAt", nextAt);
        }
        rooms.update(key(due.id()), update, CLAIM_HOLDS);
    }

    private static Map<String, AttributeValue> key(RoomId id) {
        return RoomItems.key(id, RoomTable.REPLAYS);
    }
}
