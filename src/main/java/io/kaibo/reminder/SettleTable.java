package io.kaibo.reminder;

import io.kaibo.aws.BatchGet;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Subscriptions whose send began, by the person: WeChat tells what became of a message, and not of which room it was. */
@Singleton
class SettleTable {

    /** Its sender has not ended it since it was read, and nobody else has either. */
    private static final String AS_SEEN = "sendState = :seenState AND sendingAt = :seenAt";

    /** @param msgId the number that WeChat gave the send; null if it is not known */
    record Seen(Subscription subscription, @Nullable Long msgId) {}

    private final DynamoDbClient dynamoDb;
    private final String table;

    SettleTable(DynamoDbClient dynamoDb, ReminderConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /** All subscriptions of a person, whatever became of them, read consistently; the very newest may be missing. */
    List<Seen> of(String openid) {
        List<Map<String, AttributeValue>> keys = dynamoDb
                .queryPaginator(query -> query.tableName(table)
                        .indexName("person")
                        .keyConditionExpression("person = :person")
                        .expressionAttributeValues(Map.of(":person", Item.of(openid))))
                .items()
                .stream()
                .map(Item::new)
                .map(item -> ReminderItems.key(item.text("pk"), item.text("sk")))
                .toList();
        return BatchGet.consistently(dynamoDb, table, keys, Optional.empty())
                .map(item ->
                        new Seen(ReminderItems.subscription(item), item.has("msgId") ? item.number("msgId") : null))
                .toList();
    }

    /** Writes that the message of a subscription, whose send began, came; false if somebody has written of it since it was read. */
    boolean settle(Subscription seen, long msgId, Instant now) {
        return ConditionalWrite.update(
                        dynamoDb,
                        UpdateItemRequest.builder()
                                .tableName(table)
                                .key(ReminderItems.subscriptionKey(seen.room(), seen.kind(), seen.openid()))
                                .updateExpression("SET sendState = :sent, msgId = :msgId, endedAt = :now,"
                                        + " settledBy = :writer")
                                .conditionExpression(AS_SEEN),
                        Map.of(
                                ":sent", Item.of(State.SENT.name()),
                                ":msgId", Item.of(msgId),
                                ":now", Item.of(now),
                                ":seenState", Item.of(seen.state().name()),
                                ":seenAt", Item.of(Objects.requireNonNull(seen.sendingAt()))),
                        "settledBy")
                .done();
    }
}
