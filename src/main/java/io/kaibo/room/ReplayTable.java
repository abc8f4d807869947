package io.kaibo.room;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The item {@code REPLAYS} of a room that ended: its recordings, and when WeChat is to be asked for them again. */
@Singleton
class ReplayTable {

    private static final String DUE = "REPLAY";

    /** Nobody waits for them yet. */
    private static final String NOT_EXPECTED = "attribute_not_exists(due)";

    /** The moment that was set when this was found or claimed has not been moved by another since. */
    private static final String STILL_DUE = "due = :replay AND dueAt = :dueAt";

    /** @param tries how often WeChat was asked before */
    record Due(RoomId id, Instant dueAt, int tries) {}

    private final DynamoDbClient dynamoDb;
    private final String table;

    ReplayTable(DynamoDbClient dynamoDb, RoomConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /** Writes that a room's replays are to be fetched, unless they are already. */
    void expect(Room room, Instant dueAt, int tries) {
        ConditionalWrite.update(
                dynamoDb,
                update(room.id())
                        .updateExpression("SET due = :replay, dueAt = :dueAt, tries = :tries,"
                                + " listingAt = :startsAt, expectedBy = :writer")
                        .conditionExpression(NOT_EXPECTED),
                Map.of(
                        ":replay", Item.of(DUE),
                        ":dueAt", Item.of(dueAt),
                        ":tries", Item.of(tries),
                        ":startsAt", Item.of(room.startsAt())),
                "expectedBy");
    }

    /** What is due, the longest first. */
    List<Due> due(Instant now, int most) {
        return dynamoDb
                .query(query -> query.tableName(table)
                        .indexName("due")
                        .keyConditionExpression("due = :replay AND dueAt <= :now")
                        .expressionAttributeValues(Map.of(":replay", Item.of(DUE), ":now", Item.of(now)))
                        .limit(most))
                .items()
                .stream()
                .map(Item::new)
                .map(item -> new Due(new RoomId(item.text("pk")), item.instant("dueAt"), (int) item.number("tries")))
                .toList();
    }

    /** Keeps others from fetching the same until then; false if another was quicker. */
    boolean claim(Due due, Instant until) {
        return ConditionalWrite.update(
                        dynamoDb,
                        update(due.id())
                                .updateExpression("SET dueAt = :until, claimedBy = :writer")
                                .conditionExpression(STILL_DUE),
                        Map.of(
                                ":replay", Item.of(DUE),
                                ":dueAt", Item.of(due.dueAt()),
                                ":until", Item.of(until)),
                        "claimedBy")
                .done();
    }

    /** The recordings of a room that are stored. */
    List<Replay> stored(RoomId id) {
        var answer = dynamoDb.getItem(get ->
                get.tableName(table).key(RoomItems.key(id, RoomTable.REPLAYS)).consistentRead(true));
        return answer.hasItem() ? RoomItems.replays(new Item(answer.item())) : List.of();
    }

    /**
     * Writes what WeChat answered; nothing if the claim was lost. Recordings that are known stay when it answers none:
     * that is what it says of a moment's trouble as well, and they end by themselves.
     *
     * @param claimedUntil what the claim was made with
     * @param nextAt when to ask again; never if null
     */
    void fetched(Due due, Instant claimedUntil, List<Replay> replays, @Nullable Instant nextAt) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":replay", Item.of(DUE),
                ":dueAt", Item.of(claimedUntil),
                ":tries", Item.of(due.tries() + 1)));
        String update = "SET tries = :tries, fetchedBy = :writer";
        if (!replays.isEmpty()) {
            update += ", replays = :replays, listing = :listing";
            values.put(":replays", RoomItems.ofReplays(replays));
            values.put(":listing", Item.of(Listing.REPLAY.name()));
        }
        if (nextAt == null) {
            update += " REMOVE due, dueAt";
        } else {
            update += ", dueAt = :nextAt";
            values.put(":nextAt", Item.of(nextAt));
        }
        ConditionalWrite.update(
                dynamoDb,
                update(due.id()).updateExpression(update).conditionExpression(STILL_DUE),
                values,
                "fetchedBy");
    }

    private UpdateItemRequest.Builder update(RoomId id) {
        return UpdateItemRequest.builder().tableName(table).key(RoomItems.key(id, RoomTable.REPLAYS));
    }
}
