package io.kaibo.reminder;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** How far the subscribers of an announcement are cut into pages, a shard an item; and the subscribers, in their order. */
@Singleton
class DispatchTable {

    /** Whoever cut further already is not followed back. */
    private static final String NOT_FURTHER = "attribute_not_exists(cutTo) OR cutTo < :cutTo";

    /**
     * How far a shard is cut.
     *
     * @param cutTo the last openid that is in a page; empty if none is
     * @param finished whether there is none behind it
     */
    record Cut(String cutTo, boolean finished) {

        static final Cut NONE = new Cut("", false);
    }

    /** @param last whether there is none behind them */
    record Part(List<String> openids, boolean last) {}

    private final DynamoDbClient dynamoDb;
    private final String table;

    DispatchTable(DynamoDbClient dynamoDb, ReminderConfig config) {
        this.dynamoDb = dynamoDb;
        this.table = config.requiredTable();
    }

    /** The first call opens the connection, which costs most of it: better during init than when a room is on air. */
    @PostConstruct
    void connect() {
        dynamoDb.getItem(get -> get.tableName(table).key(ReminderItems.key("-", "-")));
    }

    /** The shards of which anything is cut, read consistently. */
    Map<Integer, Cut> cuts(Announcement announcement) {
        return dynamoDb
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :announced AND begins_with(sk, :dispatch)")
                        .expressionAttributeValues(Map.of(
                                ":announced",
                                Item.of(ReminderItems.announced(announcement.room(), announcement.kind())),
                                ":dispatch",
                                Item.of(dispatch(announcement)))))
                .items()
                .stream()
                .map(Item::new)
                .collect(Collectors.toMap(
                        item -> Integer.valueOf(
                                item.text("sk").substring(dispatch(announcement).length())),
                        DispatchTable::cut));
    }

    /**
     * The next subscribers of a shard, whatever their states are, read consistently: nobody who subscribed before the room went on
     * air may be missing.
     *
     * @param after the openid to go on behind; empty for the beginning
     */
    Part next(Announcement announcement, int shard, String after, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":shard", Item.of(ReminderItems.shard(announcement.room(), announcement.kind(), shard)));
        if (!after.isEmpty()) {
            values.put(":after", Item.of(after));
        }
        QueryResponse answer = dynamoDb.query(query -> query.tableName(table)
                .consistentRead(true)
                .keyConditionExpression(after.isEmpty() ? "pk = :shard" : "pk = :shard AND sk > :after")
                .expressionAttributeValues(values)
                .projectionExpression("sk")
                .limit(limit));
        return new Part(
                answer.items().stream().map(item -> new Item(item).text("sk")).toList(), !answer.hasLastEvaluatedKey());
    }

    /** Writes how far a shard is cut; how far it is by then, which is further if another was quicker. */
    Cut write(Announcement announcement, int shard, Cut cut) {
        ConditionalWrite write = ConditionalWrite.update(
                dynamoDb,
                UpdateItemRequest.builder()
                        .tableName(table)
                        .key(key(announcement, shard))
                        .updateExpression("SET cutTo = :cutTo, finished = :finished, cutBy = :writer, expiresAt = :end")
                        .conditionExpression(NOT_FURTHER),
                Map.of(
                        ":cutTo", Item.of(cut.cutTo()),
                        ":finished", Item.of(cut.finished()),
                        ":end",
                                Item.of(announcement
                                        .notAfter()
                                        .plus(SubscriptionTable.KEPT)
                                        .getEpochSecond())),
                "cutBy");
        return write instanceof ConditionalWrite.Refused refused ? cut(refused.found()) : cut;
    }

    private static Cut cut(Item item) {
        return new Cut(item.text("cutTo"), item.flag("finished"));
    }

    private static Map<String, AttributeValue> key(Announcement announcement, int shard) {
        return ReminderItems.key(
                ReminderItems.announced(announcement.room(), announcement.kind()), dispatch(announcement) + shard);
    }

    private static String dispatch(Announcement announcement) {
        return "DISPATCH#" + announcement.decidedAt().toEpochMilli() + "#";
    }
}
