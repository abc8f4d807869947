package io.kaibo.room;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** On the heads of rooms: that they went on air, and who is to publish it. */
@Singleton
class OnAirTable {

    private static final String DUE = "ON_AIR";

    /** A room goes on air once, whatever comes after; and not while its operator wants nobody to be told. */
    private static final String FIRST_AND_NOT_SILENT =
            "attribute_not_exists(firstLiveAt) AND " + AnnouncingTable.NOT_SILENT;

    /** Not published, and the lease is still the one that was seen to lapse. */
    private static final String STILL_LAPSED = "due = :onAir AND dueAt = :lapsedAt";

    /** @param lapsedAt when the lease of whoever was to publish it ended */
    record Lapsed(RoomId id, Instant lapsedAt) {}

    private final DynamoDbClient dynamoDb;
    private final String table;

    OnAirTable(DynamoDbClient dynamoDb, RoomConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /**
     * Writes that the room went on air now, and that it is the writer's to publish until the lease ends; false if it did
     * before, or if it is not to be announced.
     */
    boolean wentOnAir(RoomId id, Instant now, Instant leaseEnds) {
        return ConditionalWrite.update(
                        dynamoDb,
                        update(id)
                                .updateExpression("SET firstLiveAt = :now, firstLiveBy = :writer,"
                                        + " due = :onAir, dueAt = :leaseEnds")
                                .conditionExpression(FIRST_AND_NOT_SILENT),
                        Map.of(
                                ":now", Item.of(now),
                                ":onAir", Item.of(DUE),
                                ":leaseEnds", Item.of(leaseEnds),
                                ":false", Item.of(false)),
                        "firstLiveBy")
                .done();
    }

    /** Rooms that went on air and whose publishing nobody finished in time. */
    List<Lapsed> lapsed(Instant now) {
        return dynamoDb
                .query(query -> query.tableName(table)
                        .indexName("due")
                        .keyConditionExpression("due = :onAir AND dueAt < :now")
                        .expressionAttributeValues(Map.of(":onAir", Item.of(DUE), ":now", Item.of(now))))
                .items()
                .stream()
                .map(Item::new)
                .map(item -> new Lapsed(new RoomId(item.text("pk")), item.instant("dueAt")))
                .toList();
    }

    /** Takes a lapsed lease over; when the room went on air, or empty if another was quicker. */
    Optional<Instant> takeOver(Lapsed lapsed, Instant leaseEnds) {
        ConditionalWrite write = ConditionalWrite.update(
                dynamoDb,
                update(lapsed.id())
                        .updateExpression("SET dueAt = :leaseEnds, takenOverBy = :writer")
                        .conditionExpression(STILL_LAPSED),
                Map.of(
                        ":onAir", Item.of(DUE),
                        ":lapsedAt", Item.of(lapsed.lapsedAt()),
                        ":leaseEnds", Item.of(leaseEnds)),
                "takenOverBy");
        return write instanceof ConditionalWrite.Done done
                ? Optional.of(done.item().instant("firstLiveAt"))
                : Optional.empty();
    }

    /** Writes that it was published. It is not conditional: published is published, whoever did it. */
    void published(RoomId id, Instant now) {
        dynamoDb.updateItem(update(id)
                .updateExpression("SET publishedAt = :now REMOVE due, dueAt")
                .expressionAttributeValues(Map.of(":now", Item.of(now)))
                .build());
    }

    private UpdateItemRequest.Builder update(RoomId id) {
        return UpdateItemRequest.builder().tableName(table).key(RoomItems.key(id, RoomTable.HEAD));
    }
}
