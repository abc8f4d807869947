package io.kaibo.reminder;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The rooms whose reminders are halted: a handful, all under one key. */
@Singleton
class HaltTable {

    private static final String HALTS = "HALTS";

    /** The first reason stands, and one halt raises one alarm. */
    private static final String NOT_HALTED = "attribute_not_exists(reason)";

    /** A room that was halted anew stays halted. */
    private static final String SAME_HALT = "haltedBy = :writer";

    private final DynamoDbClient dynamoDb;
    private final String table;

    HaltTable(DynamoDbClient dynamoDb, ReminderConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    List<Halt> all() {
        return dynamoDb
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :halts")
                        .expressionAttributeValues(Map.of(":halts", Item.of(HALTS))))
                .items()
                .stream()
                .map(item -> halt(new Item(item)))
                .toList();
    }

    Optional<Halt> of(RoomId room) {
        var answer = dynamoDb.getItem(
                get -> get.tableName(table).consistentRead(true).key(ReminderItems.key(HALTS, room.value())));
        return answer.hasItem() ? Optional.of(halt(new Item(answer.item()))) : Optional.empty();
    }

    /** Halts a room's reminders; false if they were halted already. */
    boolean halt(Halt halt) {
        return ConditionalWrite.update(
                        dynamoDb,
                        UpdateItemRequest.builder()
                                .tableName(table)
                                .key(ReminderItems.key(HALTS, halt.roomId().value()))
                                .updateExpression(
                                        "SET reason = :reason, haltedAt = :at, expiresAt = :end, haltedBy = :writer")
                                .conditionExpression(NOT_HALTED),
                        Map.of(
                                ":reason",
                                Item.of(halt.reason()),
                                ":at",
                                Item.of(halt.haltedAt()),
                                ":end",
                                Item.of(halt.haltedAt()
                                        .plus(SubscriptionTable.KEPT)
                                        .getEpochSecond())),
                        "haltedBy")
                .done();
    }

    /** Takes the halt away that is there now. */
    void resume(RoomId room) {
        Map<String, AttributeValue> key = ReminderItems.key(HALTS, room.value());
        var seen = dynamoDb.getItem(get -> get.tableName(table).key(key).consistentRead(true));
        if (seen.hasItem()) {
            ConditionalWrite.delete(
                    dynamoDb,
                    DeleteItemRequest.builder().tableName(table).key(key),
                    SAME_HALT,
                    Map.of(),
                    "haltedBy",
                    new Item(seen.item()));
        }
    }

    private static Halt halt(Item item) {
        return new Halt(new RoomId(item.text("sk")), item.text("reason"), item.instant("haltedAt"));
    }
}
