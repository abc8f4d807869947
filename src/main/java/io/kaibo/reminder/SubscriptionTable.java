package io.kaibo.reminder;

import io.kaibo.aws.BatchGet;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.room.OnAir;
import io.kaibo.room.RoomId;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Subscriptions as people make and cancel them. {@link SendTable} has what becomes of them. */
@Singleton
class SubscriptionTable {

    /** A room is planned half a year ahead at the most; a year after the wish nobody asks what became of it. */
    static final Duration KEPT = Duration.ofDays(365);

    /** A wish that stands already stays as it is. */
    private static final String ABSENT = "attribute_not_exists(sendState)";

    /** What is being sent, or was, cannot be taken back; a wish that was made anew since is another one. */
    private static final String STILL_WAITING = "sendState = :waiting AND askedBy = :writer";

    private final DynamoDbClient dynamoDb;
    private final String table;

    SubscriptionTable(DynamoDbClient dynamoDb, ReminderConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /** The first call opens the connection, which costs most of it: better during init than before a viewer's eyes. */
    @PostConstruct
    void connect() {
        dynamoDb.getItem(get -> get.tableName(table).key(ReminderItems.key("-", "-")));
    }

    /** Puts a subscription that is not there yet; the one that is there instead, or empty if this one is new. */
    Optional<Subscription> put(RoomId room, OnAir.Kind kind, String openid, String templateId, Instant now) {
        ConditionalWrite write = ConditionalWrite.update(
                dynamoDb,
                UpdateItemRequest.builder()
                        .tableName(table)
                        .key(ReminderItems.subscriptionKey(room, kind, openid))
                        .updateExpression("SET sendState = :waiting, templateId = :templateId, person = :openid,"
                                + " askedAt = :now, expiresAt = :end, askedBy = :writer")
                        .conditionExpression(ABSENT),
                Map.of(
                        ":waiting", Item.of(State.WAITING.name()),
                        ":templateId", Item.of(templateId),
                        ":openid", Item.of(openid),
                        ":now", Item.of(now),
                        // in seconds, as DynamoDB's time to live has it
                        ":end", Item.of(now.plus(KEPT).getEpochSecond())),
                "askedBy");
        return write instanceof ConditionalWrite.Refused refused
                ? Optional.of(ReminderItems.subscription(refused.found()))
                : Optional.empty();
    }

    /** Takes a subscription away that waits still; the one that can no longer be taken away, or empty if there is none now. */
    Optional<Subscription> cancel(RoomId room, OnAir.Kind kind, String openid) {
        Map<String, AttributeValue> key = ReminderItems.subscriptionKey(room, kind, openid);
        var seen = dynamoDb.getItem(get -> get.tableName(table).key(key).consistentRead(true));
        if (!seen.hasItem()) {
            return Optional.empty();
        }
        ConditionalWrite delete = ConditionalWrite.delete(
                dynamoDb,
                DeleteItemRequest.builder().tableName(table).key(key),
                STILL_WAITING,
                Map.of(":waiting", Item.of(State.WAITING.name())),
                "askedBy",
                new Item(seen.item()));
        return delete instanceof ConditionalWrite.Refused refused
                ? Optional.of(ReminderItems.subscription(refused.found()))
                : Optional.empty();
    }

    /** A person's subscriptions to a room, read consistently: one a kind at the most. */
    Stream<Subscription> of(RoomId room, String openid) {
        return BatchGet.consistently(
                        dynamoDb,
                        table,
                        Stream.of(OnAir.Kind.values())
                                .map(kind -> ReminderItems.subscriptionKey(room, kind, openid))
                                .toList(),
                        Optional.empty())
                .map(ReminderItems::subscription);
    }
}
