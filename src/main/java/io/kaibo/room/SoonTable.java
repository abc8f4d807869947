package io.kaibo.room;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** On the heads of rooms: for which planned start it is published that they start soon, and who is to publish it. */
@Singleton
class SoonTable {

    /** Once for each planned start; the head has that start, and the setting still says so. */
    private static final String DUE = "(attribute_not_exists(soonFor) OR soonFor <> :startsAt)"
            + " AND room.startsAt = :startsAt AND soonMinutes = :minutes AND " + AnnouncingTable.NOT_SILENT;

    /** Not published, and the lease is still the one that was seen to lapse. */
    private static final String STILL_LAPSED = "soonFor = :startsAt AND soonDueAt = :lapsedAt";

    /** The lease of another start is not ended. */
    private static final String OF_THIS_START = "soonFor = :startsAt";

    /** The head has another start than the one for which it was published. */
    private static final String POSTPONED = "soonFor <> room.startsAt";

    private final DynamoDbClient dynamoDb;
    private final String table;

    SoonTable(DynamoDbClient dynamoDb, RoomConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /**
     * Writes that it is the writer's to publish until the lease ends.
     *
     * @param minutes the setting that makes it due
     * @return false if another has it, or the start or the settings changed
     */
    boolean claim(RoomId id, Instant startsAt, int minutes, Instant leaseEnds) {
        return ConditionalWrite.update(
                        dynamoDb,
                        update(id)
                                .updateExpression("SET soonFor = :startsAt, soonDueAt = :leaseEnds,"
                                        + " soonBy = :writer REMOVE soonPublishedAt")
                                .conditionExpression(DUE),
                        Map.of(
                                ":startsAt", Item.of(startsAt),
                                ":minutes", Item.of(minutes),
                                ":leaseEnds", Item.of(leaseEnds),
                                ":false", Item.of(false)),
                        "soonBy")
                .done();
    }

    /** Takes a lapsed lease over; false if another was quicker. */
    boolean takeOver(RoomId id, Instant startsAt, Instant lapsedAt, Instant leaseEnds) {
        return ConditionalWrite.update(
                        dynamoDb,
                        update(id)
                                .updateExpression("SET soonDueAt = :leaseEnds, soonTakenOverBy = :writer")
                                .conditionExpression(STILL_LAPSED),
                        Map.of(
                                ":startsAt", Item.of(startsAt),
                                ":lapsedAt", Item.of(lapsedAt),
                                ":leaseEnds", Item.of(leaseEnds)),
                        "soonTakenOverBy")
                .done();
    }

    /** Writes that it was published for this start, whoever did it. */
    void published(RoomId id, Instant startsAt, Instant now) {
        ConditionalWrite.update(
                dynamoDb,
                update(id)
                        .updateExpression("SET soonPublishedAt = :now, soonPublishedBy = :writer REMOVE soonDueAt")
                        .conditionExpression(OF_THIS_START),
                Map.of(":startsAt", Item.of(startsAt), ":now", Item.of(now)),
                "soonPublishedBy");
    }

    /** Forgets the start for which it was published, if the room has another one now. */
    void forget(RoomId id) {
        ConditionalWrite.update(
                dynamoDb,
                update(id)
                        .updateExpression("SET soonForgottenBy = :writer REMOVE soonFor, soonDueAt, soonPublishedAt")
                        .conditionExpression(POSTPONED),
                Map.of(),
                "soonForgottenBy");
    }

    private UpdateItemRequest.Builder update(RoomId id) {
        return UpdateItemRequest.builder().tableName(table).key(RoomItems.key(id, RoomTable.HEAD));
    }
}
