package io.kaibo.room;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rooms in DynamoDB: an item {@code HEAD} and an item {@code GOODS} under each room's id, each written whole by one
 * conditional write. The tables of {@code room.sync}, {@code room.announce} and {@code room.list} write and read the rest.
 */
@Singleton
public class RoomTable {

    public static final String HEAD = "HEAD";
    static final String GOODS = "GOODS";
    public static final String REPLAYS = "REPLAYS";

    /** asOf absent, or asOf < the reading's moment: an older reading never overwrites a newer written one. */
    static final Condition NEWER = new Condition("(attribute_not_exists(asOf) OR asOf < :readAt)", "asOfBy");

    /** And it is newer than the whole pass that missed the room. Otherwise it would bring back a room that is gone. */
    public static final Condition NEWER_THAN_ITS_MISS = new Condition(
            NEWER.expression() + " AND (attribute_not_exists(missingSince) OR missingSince < :readAt)", "asOfBy");

    /** Marked before it was seen. A hidden room is shown again only once it can be read. */
    public static final Condition MISSED_BEFORE =
            new Condition("missingSince < :readAt AND attribute_not_exists(hiddenAt)", "sightedBy");

    /**
     * When a room was first read to be over, for good: a later reading does not move it. A room that was hidden and then is read to be
     * over, was over since it was hidden.
     */
    static final String FIRST_END = "endedAt = if_not_exists(endedAt, if_not_exists(hiddenAt, :readAt))";

    private final Table rooms;

    RoomTable(Tables tables) {
        this.rooms = tables.open(RoomItems.TABLE, Tables.Read.BATCH_GET);
    }

    /** The heads of those of the rooms that are known, read consistently. */
    public Map<RoomId, RoomHead> findHeads(Collection<RoomId> ids) {
        Map<RoomId, RoomHead> heads = new HashMap<>();
        rooms.findAll(keys(ids, HEAD)).forEach(item -> heads.put(new RoomId(item.text("pk")), RoomItems.head(item)));
        return heads;
    }

    /** The digests of those of the rooms' goods that are known, read consistently. */
    public Map<RoomId, String> findGoodsDigests(Collection<RoomId> ids) {
        Map<RoomId, String> digests = new HashMap<>();
        rooms.findAll(keys(ids, GOODS), "pk, digest")
                .forEach(item -> digests.put(new RoomId(item.text("pk")), item.text("digest")));
        return digests;
    }

    /** A room with its goods and replays; empty if nothing is known of it. */
    public Optional<RoomDetails> findDetails(RoomId id) {
        return findDetails(id, false);
    }

    /** The same, after every write that is done. */
    public Optional<RoomDetails> findDetailsConsistently(RoomId id) {
        return findDetails(id, true);
    }

    private Optional<RoomDetails> findDetails(RoomId id, boolean consistently) {
        Query query = Query.by("pk = :pk").with(":pk", id.value());
        Map<String, Item> items = new HashMap<>();
        rooms.queryPart(consistently ? query.consistently() : query)
                .items()
                .forEach(item -> items.put(item.text("sk"), item));
        Item none = new Item(Map.of());
        return Optional.ofNullable(items.get(HEAD))
                .map(head -> new RoomDetails(
                        RoomItems.head(head),
                        RoomItems.goods(items.getOrDefault(GOODS, none)),
                        RoomItems.replays(items.getOrDefault(REPLAYS, none))));
    }

    /** Writes what was read of a room, and that it was seen; false if a newer reading is written. */
    public boolean write(Room room, Instant readAt) {
        Update update = Update.set("room = :room, listing = :listing, listingAt = :startsAt, asOf = :readAt")
                .andRemove("missingSince, hiddenAt")
                .with(":room", RoomItems.of(room))
                .with(":listing", room.status().listing())
                .with(":startsAt", room.startsAt())
                .with(":readAt", readAt);
        if (room.status().isTerminal()) {
            update.andSet(FIRST_END);
        }
        return rooms.update(RoomItems.headKey(room.id()), update, NEWER_THAN_ITS_MISS)
                .isDone();
    }

    /** Writes what was read of a room's goods; false if a newer reading is written. */
    public boolean writeGoods(RoomId id, List<RoomGoods> goods, String digest, Instant readAt) {
        return rooms.update(
                        RoomItems.key(id, GOODS),
                        Update.set("goods = :goods, digest = :digest, asOf = :readAt")
                                .with(":goods", RoomItems.ofGoods(goods))
                                .with(":digest", digest)
                                .with(":readAt", readAt),
                        NEWER)
                .isDone();
    }

    /** Removes the mark of a room that was seen and cannot be read; false if it was not marked, or by a pass that began later. */
    public boolean writeSighting(RoomId id, Instant readAt) {
        return rooms.update(RoomItems.headKey(id), Update.remove("missingSince").with(":readAt", readAt), MISSED_BEFORE)
                .isDone();
    }

    private static List<Map<String, AttributeValue>> keys(Collection<RoomId> ids, String sortKey) {
        return ids.stream().map(id -> RoomItems.key(id, sortKey)).toList();
    }
}
