package io.kaibo.room;

import io.kaibo.aws.BatchGet;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Rooms in DynamoDB: an item {@code HEAD} and an item {@code GOODS} under each room's id, each written whole by one
 * conditional write. {@link OnAirTable}, {@link SoonTable}, {@link MissingTable}, {@link AnnouncingTable}, {@link ReplayTable} and
 * {@link RoomListTable} have the rest of the table.
 */
@Singleton
class RoomTable {

    static final String HEAD = "HEAD";
    static final String GOODS = "GOODS";
    static final String REPLAYS = "REPLAYS";

    /** asOf absent, or asOf < the reading's moment: an older reading never overwrites a newer written one. */
    private static final String NEWER = "(attribute_not_exists(asOf) OR asOf < :readAt)";

    /** And it is newer than the whole pass that missed the room, or it would bring back what is gone. */
    private static final String NEWER_THAN_ITS_MISS =
            NEWER + " AND (attribute_not_exists(missingSince) OR missingSince < :readAt)";

    /** Marked before it was seen. A hidden room is shown again by what can be stored of it, and by nothing else. */
    private static final String MISSED_BEFORE = "missingSince < :readAt AND attribute_not_exists(hiddenAt)";

    private final DynamoDbClient dynamoDb;
    private final String table;

    RoomTable(DynamoDbClient dynamoDb, RoomConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /** The first call opens the connection, which costs most of it: better during init than before a viewer's eyes. */
    @PostConstruct
    void connect() {
        dynamoDb.getItem(get -> get.tableName(table).key(Map.of("pk", Item.of("-"), "sk", Item.of("-"))));
    }

    /** The heads of those of the rooms that are known, read consistently. */
    Map<RoomId, RoomHead> heads(Collection<RoomId> ids) {
        Map<RoomId, RoomHead> heads = new HashMap<>();
        items(ids, HEAD, Optional.empty())
                .forEach(item -> heads.put(new RoomId(item.text("pk")), RoomItems.head(item)));
        return heads;
    }

    /** The digests of those of the rooms' goods that are known, read consistently. */
    Map<RoomId, String> goodsDigests(Collection<RoomId> ids) {
        Map<RoomId, String> digests = new HashMap<>();
        items(ids, GOODS, Optional.of("pk, digest"))
                .forEach(item -> digests.put(new RoomId(item.text("pk")), item.text("digest")));
        return digests;
    }

    /** The head of a room, read consistently; empty if nothing is known of it. */
    Optional<RoomHead> head(RoomId id) {
        return head(id, true);
    }

    /** The head of a room, without the newest writes perhaps; empty if nothing is known of it. */
    Optional<RoomHead> headLately(RoomId id) {
        return head(id, false);
    }

    private Optional<RoomHead> head(RoomId id, boolean consistently) {
        GetItemResponse answer = dynamoDb.getItem(
                get -> get.tableName(table).key(RoomItems.key(id, HEAD)).consistentRead(consistently));
        return answer.hasItem() ? Optional.of(RoomItems.head(new Item(answer.item()))) : Optional.empty();
    }

    /** A room with its goods and replays; empty if nothing is known of it. */
    Optional<RoomDetails> details(RoomId id) {
        return details(id, false);
    }

    /** The same, after every write that is done. */
    Optional<RoomDetails> detailsConsistently(RoomId id) {
        return details(id, true);
    }

    private Optional<RoomDetails> details(RoomId id, boolean consistently) {
        Map<String, Item> items = new HashMap<>();
        dynamoDb.query(query -> query.tableName(table)
                        .consistentRead(consistently)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Item.of(id.value()))))
                .items()
                .forEach(item -> items.put(new Item(item).text("sk"), new Item(item)));
        Item none = new Item(Map.of());
        return Optional.ofNullable(items.get(HEAD))
                .map(head -> new RoomDetails(
                        RoomItems.head(head),
                        RoomItems.goods(items.getOrDefault(GOODS, none)),
                        RoomItems.replays(items.getOrDefault(REPLAYS, none))));
    }

    /** Writes what was read of a room, and that it was seen; false if a newer reading is written. */
    boolean write(Room room, Instant readAt) {
        return ConditionalWrite.update(
                        dynamoDb,
                        update(room.id(), HEAD)
                                .updateExpression("SET room = :room, listing = :listing, listingAt = :startsAt,"
                                        + " asOf = :readAt, asOfBy = :writer REMOVE missingSince, hiddenAt")
                                .conditionExpression(NEWER_THAN_ITS_MISS),
                        Map.of(
                                ":room", RoomItems.of(room),
                                ":listing", Item.of(room.status().listing().name()),
                                ":startsAt", Item.of(room.startsAt()),
                                ":readAt", Item.of(readAt)),
                        "asOfBy")
                .done();
    }

    /** Writes what was read of a room's goods; false if a newer reading is written. */
    boolean writeGoods(RoomId id, List<Goods> goods, String digest, Instant readAt) {
        return ConditionalWrite.update(
                        dynamoDb,
                        update(id, GOODS)
                                .updateExpression(
                                        "SET goods = :goods, digest = :digest, asOf = :readAt, asOfBy = :writer")
                                .conditionExpression(NEWER),
                        Map.of(
                                ":goods", RoomItems.ofGoods(goods),
                                ":digest", Item.of(digest),
                                ":readAt", Item.of(readAt)),
                        "asOfBy")
                .done();
    }

    /** A room was seen of which nothing can be stored: it is not missing; false if it was not marked, or by a pass that began later. */
    boolean sight(RoomId id, Instant readAt) {
        return ConditionalWrite.update(
                        dynamoDb,
                        update(id, HEAD)
                                .updateExpression("SET sightedBy = :writer REMOVE missingSince")
                                .conditionExpression(MISSED_BEFORE),
                        Map.of(":readAt", Item.of(readAt)),
                        "sightedBy")
                .done();
    }

    private Stream<Item> items(Collection<RoomId> ids, String sortKey, Optional<String> attributes) {
        return BatchGet.consistently(
                dynamoDb,
                table,
                ids.stream().map(id -> RoomItems.key(id, sortKey)).toList(),
                attributes);
    }

    private UpdateItemRequest.Builder update(RoomId id, String sortKey) {
        return UpdateItemRequest.builder().tableName(table).key(RoomItems.key(id, sortKey));
    }
}
