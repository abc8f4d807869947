package io.kaibo.reminder;

import io.kaibo.aws.Item;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Who met an errcode that no rule names, an item for each room and errcode. One person may have met it for a reason of their own;
 * several at once show that it concerns the room.
 */
@Singleton
class StrangeCodeTable {

    /** Persons who met the errcode longer ago do not count. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofDays(1);

    /** Begins the name of an attribute that stands for a person and holds the moment. */
    private static final String PERSON = "person#";

    /** A resume that arrives once more is older than one that was made since; an item that ended by itself stays gone. */
    private static final String NOT_RESUMED_LATER =
            "attribute_exists(expiresAt) AND (attribute_not_exists(resumedAt) OR resumedAt < :now)";

    private final DynamoDbClient dynamoDb;
    private final String table;

    StrangeCodeTable(DynamoDbClient dynamoDb, ReminderConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /**
     * Writes when a person met the errcode last. It is one write without a condition: made again it changes nothing, and of several
     * at once each counts those before it.
     *
     * @return how many different persons met it within {@link #WINDOW}, and since the room was last resumed
     */
    long count(RoomId room, int errcode, String openid, Instant now) {
        Item item = new Item(dynamoDb.updateItem(update -> update.tableName(table)
                        .key(ReminderItems.key(ReminderItems.strangeCodes(room), Integer.toString(errcode)))
                        .updateExpression("SET #person = :now, expiresAt = :end")
                        .expressionAttributeNames(Map.of("#person", PERSON + openid))
                        .expressionAttributeValues(Map.of(
                                ":now", Item.of(now),
                                ":end", Item.of(now.plus(KEPT).getEpochSecond())))
                        .returnValues(ReturnValue.ALL_NEW))
                .attributes());
        Instant since = now.minus(WINDOW);
        Instant resumed = item.instantOrNull("resumedAt");
        Instant from = resumed != null && resumed.isAfter(since) ? resumed : since;
        return item.attributes().keySet().stream()
                .filter(name -> name.startsWith(PERSON))
                .filter(name -> item.instant(name).isAfter(from))
                .count();
    }

    /** Lets persons who met an errcode until now count no more: an operator resumed the room all the same. */
    void resume(RoomId room, Instant now) {
        dynamoDb.queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :room")
                        .expressionAttributeValues(Map.of(":room", Item.of(ReminderItems.strangeCodes(room))))
                        .projectionExpression("pk, sk"))
                .items()
                .forEach(key -> resume(key, now));
    }

    private void resume(Map<String, AttributeValue> key, Instant now) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key)
                    .updateExpression("SET resumedAt = :now")
                    .conditionExpression(NOT_RESUMED_LATER)
                    .expressionAttributeValues(Map.of(":now", Item.of(now))));
        } catch (ConditionalCheckFailedException resumedLater) {
            // the later moment stands
        }
    }
}
