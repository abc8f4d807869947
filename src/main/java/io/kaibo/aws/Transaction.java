package io.kaibo.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes that are done together or not at all, each of another item; a hundred at the most. {@link Tables#write} does them. They name
 * no writer: the SDK gives each call a token of its own, by which DynamoDB knows a retry of it.
 */
public final class Transaction {

    private static final ReturnValuesOnConditionCheckFailure OLD = ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private final List<TransactWriteItem> writes = new ArrayList<>();
    private @Nullable Duration limit;

    /** All tries of it together take no longer than this; a conflict with another write is then not tried again. */
    public Transaction within(Duration time) {
        limit = time;
        return this;
    }

    /** Puts the item if the condition holds for the one that is there, or for none. */
    public Transaction put(Table table, NewItem item, Condition condition) {
        Put put = Put.builder()
                .tableName(table.name())
                .item(item.values())
                .conditionExpression(condition.expression())
                .returnValuesOnConditionCheckFailure(OLD)
                .build();
        return add(TransactWriteItem.builder().put(put));
    }

    /** Updates the item if the condition holds. */
    public Transaction update(Table table, Map<String, AttributeValue> key, Update update, Condition condition) {
        var part = software.amazon.awssdk.services.dynamodb.model.Update.builder()
                .tableName(table.name())
                .key(key)
                .updateExpression(update.expression())
                .conditionExpression(condition.expression())
                .expressionAttributeNames(orNull(update.names()))
                .expressionAttributeValues(orNull(update.values()))
                .returnValuesOnConditionCheckFailure(OLD)
                .build();
        return add(TransactWriteItem.builder().update(part));
    }

    /** Updates the item in any state. */
    public Transaction update(Table table, Map<String, AttributeValue> key, Update update) {
        var part = software.amazon.awssdk.services.dynamodb.model.Update.builder()
                .tableName(table.name())
                .key(key)
                .updateExpression(update.expression())
                .expressionAttributeNames(orNull(update.names()))
                .expressionAttributeValues(orNull(update.values()))
                .build();
        return add(TransactWriteItem.builder().update(part));
    }

    @Nullable
    Duration limit() {
        return limit;
    }

    List<TransactWriteItem> writes() {
        return writes;
    }

    private Transaction add(TransactWriteItem.Builder write) {
        writes.add(write.build());
        return this;
    }

    /** DynamoDB refuses empty maps of names and values. */
    private static <V> @Nullable Map<String, V> orNull(Map<String, V> map) {
        return map.isEmpty() ? null : map;
    }
}
