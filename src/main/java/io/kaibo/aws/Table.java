package io.kaibo.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One table of DynamoDB, opened by {@link Tables}. Every method throws what the SDK throws when DynamoDB does not answer; a write
 * may then be done all the same.
 */
public final class Table {

    /** Stands for the writer of an item that names none. */
    private static final AttributeValue NO_WRITER = Item.of("-");

    private final DynamoDbClient dynamoDb;
    private final String name;

    Table(DynamoDbClient dynamoDb, String name) {
        this.dynamoDb = dynamoDb;
        this.name = name;
    }

    /** Its whole name, as {@code kaibo-dev-rooms}. */
    public String name() {
        return name;
    }

    /** The item, after every write that is done; empty if there is none. */
    public Optional<Item> find(Map<String, AttributeValue> key) {
        return find(key, true);
    }

    /** The item, without the newest writes perhaps; empty if there is none. It costs half of a consistent read. */
    public Optional<Item> findEventuallyConsistent(Map<String, AttributeValue> key) {
        return find(key, false);
    }

    private Optional<Item> find(Map<String, AttributeValue> key, boolean consistently) {
        GetItemResponse answer =
                dynamoDb.getItem(get -> get.tableName(name).key(key).consistentRead(consistently));
        return answer.hasItem() ? Optional.of(new Item(answer.item())) : Optional.empty();
    }

    /**
     * Those of the items that exist, in no order, after every write that is done; a hundred a call.
     *
     * @param keys each once
     */
    public Stream<Item> findAll(List<Map<String, AttributeValue>> keys) {
        return BatchGet.read(dynamoDb, name, keys, null);
    }

    /**
     * As {@link #findAll(List)}.
     *
     * @param attributes which of them to return, separated by commas
     */
    public Stream<Item> findAll(List<Map<String, AttributeValue>> keys, String attributes) {
        return BatchGet.read(dynamoDb, name, keys, attributes);
    }

    /** Every item of the query, read call by call as the stream is consumed. */
    public Stream<Item> query(Query query) {
        return dynamoDb.queryPaginator(query.toRequest(name)).items().stream().map(Item::new);
    }

    /** How many items the query has. DynamoDB reads them all, and they cost as much as if they were returned. */
    public long count(Query query) {
        return dynamoDb.queryPaginator(query.counting().toRequest(name)).stream()
                .mapToLong(QueryResponse::count)
                .sum();
    }

    /** What one call reads of a query. */
    public Part queryPart(Query query) {
        QueryResponse answer = dynamoDb.query(query.toRequest(name));
        return new Part(answer.items().stream().map(Item::new).toList(), !answer.hasLastEvaluatedKey());
    }

    /** @param isLast whether no item is behind them */
    public record Part(List<Item> items, boolean isLast) {}

    /** Puts the item, in place of one with the same key. */
    public void put(NewItem item) {
        Conflicts.writeAfter(() -> dynamoDb.putItem(put -> put.tableName(name).item(item.values())));
    }

    /** Updates one item, whatever it is; the item after it. */
    public Item update(Map<String, AttributeValue> key, Update update) {
        UpdateItemRequest request = buildRequest(key, update).build();
        return new Item(Conflicts.writeAfter(() -> dynamoDb.updateItem(request)).attributes());
    }

    /** Updates one item under a condition. */
    public ConditionalWrite update(Map<String, AttributeValue> key, Update update, Condition condition) {
        return update(key, update, condition, ConditionalWrite.newWriter());
    }

    /** As above, with a writer id that the caller chose: if this throws, the write may still be done, and the caller can undo it by that id. */
    public ConditionalWrite update(
            Map<String, AttributeValue> key, Update update, Condition condition, String newWriter) {
        Update named = update.nameWriter(condition.writerAttribute(), newWriter);
        UpdateItemRequest request = buildRequest(key, named)
                .conditionExpression(condition.expression())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            return new ConditionalWrite.WriteDone(new Item(
                    Conflicts.writeAfter(() -> dynamoDb.updateItem(request)).attributes()));
        } catch (ConditionalCheckFailedException refused) {
            Item found = new Item(refused.hasItem() ? refused.item() : Map.of());
            return newWriter.equals(found.textOrNull(condition.writerAttribute()))
                    ? new ConditionalWrite.WriteDone(found)
                    : new ConditionalWrite.WriteRefused(found);
        }
    }

    /**
     * Deletes the item that is there now, under a condition.
     *
     * @return {@link ConditionalWrite.WriteDone} if that item is gone, by this delete or another, or if there was none;
     *     {@link ConditionalWrite.WriteRefused} if it is still there
     */
    public ConditionalWrite delete(Map<String, AttributeValue> key, Delete delete) {
        Optional<Item> seen = find(key);
        return seen.isPresent() ? delete(key, delete, seen.get()) : new ConditionalWrite.WriteDone(new Item(Map.of()));
    }

    private ConditionalWrite delete(Map<String, AttributeValue> key, Delete delete, Item seen) {
        AttributeValue writer = findWriter(seen, delete.condition());
        Map<String, AttributeValue> values = new HashMap<>(delete.values());
        values.put(":writer", writer);
        try {
            DeleteItemRequest request = DeleteItemRequest.builder()
                    .tableName(name)
                    .key(key)
                    .conditionExpression(delete.condition().expression())
                    .expressionAttributeValues(values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .build();
            Conflicts.writeAfter(() -> dynamoDb.deleteItem(request));
            return new ConditionalWrite.WriteDone(seen);
        } catch (ConditionalCheckFailedException refused) {
            if (!refused.hasItem()) {
                return new ConditionalWrite.WriteDone(seen);
            }
            Item found = new Item(refused.item());
            return writer.equals(findWriter(found, delete.condition()))
                    ? new ConditionalWrite.WriteRefused(found)
                    : new ConditionalWrite.WriteDone(seen);
        }
    }

    private static AttributeValue findWriter(Item item, Condition condition) {
        return item.attributes().getOrDefault(condition.writerAttribute(), NO_WRITER);
    }

    private UpdateItemRequest.Builder buildRequest(Map<String, AttributeValue> key, Update update) {
        return UpdateItemRequest.builder()
                .tableName(name)
                .key(key)
                .updateExpression(update.expression())
                .expressionAttributeNames(orNull(update.names()))
                .expressionAttributeValues(orNull(update.values()))
                .returnValues(ReturnValue.ALL_NEW);
    }

    /** DynamoDB refuses empty maps of names and values. */
    private static <V> @Nullable Map<String, V> orNull(Map<String, V> map) {
        return map.isEmpty() ? null : map;
    }
}
