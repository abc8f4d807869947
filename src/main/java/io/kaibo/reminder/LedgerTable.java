package io.kaibo.reminder;

import io.kaibo.aws.Item;
import io.kaibo.reminder.LedgerEntry.What;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The ledger, an item an entry:
 *
 * <pre>
 * pk                             sk                            is
 * LEDGER#xxTemplateIdxx#7        the entry's id                what was done with a template, in shard 7 of 16
 * LEDGER#wx-10#7                 the entry's id                what was done in a live room
 * </pre>
 *
 * <p>An event that is told again is written again, to the same key: nothing is counted twice, and no counter is everybody's.
 */
@Singleton
class LedgerTable {

    /** How far operators can look back. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** Shards of a subject: a partition takes a thousand writes a second, and a room's messages all have one template. */
    private static final int SHARDS = 16;

    private final DynamoDbClient dynamoDb;
    private final String table;

    LedgerTable(DynamoDbClient dynamoDb, ReminderConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /** Writes an entry; it is not conditional, since what may be there already is the same one. */
    void put(LedgerEntry entry) {
        // the id is hex, and any digit of it as good as another
        int shard = Character.digit(entry.id().charAt(0), SHARDS);
        Map<String, AttributeValue> item = new HashMap<>(ReminderItems.key(shard(entry.subject(), shard), entry.id()));
        item.put("what", Item.of(entry.what().name()));
        item.put("at", Item.of(entry.at()));
        // in seconds, as DynamoDB's time to live has it
        item.put("expiresAt", Item.of(entry.at().plus(KEPT).getEpochSecond()));
        if (entry.push() != null) {
            item.put("push", of(entry.push()));
        }
        dynamoDb.putItem(put -> put.tableName(table).item(item));
    }

    /** What there is of a template; every entry of it is read. */
    TemplateCounts counts(String templateId) {
        Map<What, Long> counts = new EnumMap<>(What.class);
        entries(templateId, query -> query.projectionExpression("what"))
                .forEach(item -> counts.merge(What.valueOf(item.text("what")), 1L, Long::sum));
        return new TemplateCounts(
                counts.getOrDefault(What.ACCEPTED, 0L),
                counts.getOrDefault(What.REJECTED, 0L),
                counts.getOrDefault(What.TURNED_OFF, 0L),
                counts.getOrDefault(What.DELIVERED, 0L),
                counts.getOrDefault(What.UNDELIVERED, 0L));
    }

    /** What there is of a room's live; every entry of it is read. */
    LiveCounts counts(RoomId room) {
        Map<What, Long> counts = new EnumMap<>(What.class);
        List<LivePush> pushes = new ArrayList<>();
        // "at" is a reserved word
        entries(
                        room.value(),
                        query -> query.projectionExpression("what, push, #at")
                                .expressionAttributeNames(Map.of("#at", "at")))
                .forEach(item -> {
                    counts.merge(What.valueOf(item.text("what")), 1L, Long::sum);
                    if (item.has("push")) {
                        pushes.add(push(item));
                    }
                });
        pushes.sort(Comparator.comparing(LivePush::at));
        return new LiveCounts(
                counts.getOrDefault(What.FOLLOWED, 0L), counts.getOrDefault(What.UNFOLLOWED, 0L), List.copyOf(pushes));
    }

    private Stream<Item> entries(String subject, Consumer<QueryRequest.Builder> attributes) {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> QueryRequest.builder()
                        .tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Item.of(shard(subject, shard))))
                        .applyMutation(attributes)
                        .build())
                .flatMap(query -> dynamoDb.queryPaginator(query).items().stream())
                .map(Item::new);
    }

    private static String shard(String subject, int shard) {
        return "LEDGER#" + subject + "#" + shard;
    }

    private static AttributeValue of(LivePush push) {
        return AttributeValue.fromM(Map.of(
                "total", Item.of(push.total()),
                "success", Item.of(push.success()),
                "openidErrors", Item.of(push.openidErrors()),
                "relationErrors", Item.of(push.relationErrors()),
                "userLimits", Item.of(push.userLimits()),
                "internalErrors", Item.of(push.internalErrors())));
    }

    private static LivePush push(Item item) {
        Item push = item.map("push");
        return new LivePush(
                item.instant("at"),
                push.number("total"),
                push.number("success"),
                push.number("openidErrors"),
                push.number("relationErrors"),
                push.number("userLimits"),
                push.number("internalErrors"));
    }
}
