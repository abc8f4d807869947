package io.kaibo.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What became of a conditional write.
 *
 * <p>Every conditional write names its writer: a random id, new for each write and shared only with the SDK's own
 * retries of it, in an attribute that belongs to that condition alone. When an answer is lost, the SDK's retry meets its
 * own first try and the condition fails; the item that comes back then names us, and the write was our own success.
 *
 * <p>A delete names the writer of the item that it is to remove: a retry that arrives late removes nothing that was put
 * there since.
 */
public sealed interface ConditionalWrite {

    /**
     * The write is done.
     *
     * @param item the item after it; of a delete the item before it
     */
    record Done(Item item) implements ConditionalWrite {}

    /**
     * The condition was false, and not by our own first try.
     *
     * @param found the item that is there instead; without attributes if there is none
     */
    record Refused(Item found) implements ConditionalWrite {}

    default boolean done() {
        return this instanceof Done;
    }

    /** Stands for the writer of an item that names none. */
    AttributeValue NO_WRITER = Item.of("-");

    /**
     * Deletes the item that was seen, under a condition.
     *
     * @param condition has {@code :writer} for what the item that was seen has in {@code writerAttribute}
     * @param values the other values of the condition
     * @param writerAttribute the attribute that names who put the item; one that names none gives {@link #NO_WRITER}
     * @return {@link Done} if the item that was seen is gone, by this delete or another; {@link Refused} if it is still there
     */
    static ConditionalWrite delete(
            DynamoDbClient dynamoDb,
            DeleteItemRequest.Builder delete,
            String condition,
            Map<String, AttributeValue> values,
            String writerAttribute,
            Item seen) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        AttributeValue writer = seen.attributes().getOrDefault(writerAttribute, NO_WRITER);
        all.put(":writer", writer);
        try {
            dynamoDb.deleteItem(delete.conditionExpression(condition)
                    .expressionAttributeValues(all)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .build());
            return new Done(seen);
        } catch (ConditionalCheckFailedException refused) {
            if (!refused.hasItem()) {
                return new Done(seen);
            }
            Item found = new Item(refused.item());
            return writer.equals(found.attributes().getOrDefault(writerAttribute, NO_WRITER))
                    ? new Refused(found)
                    : new Done(seen);
        }
    }

    /**
     * Updates one item under a condition.
     *
     * @param update sets {@code writerAttribute} to {@code :writer}, whose value is added here
     * @param values the other values of the expressions
     * @param writerAttribute the attribute that names the writer of this condition, and of no other
     */
    static ConditionalWrite update(
            DynamoDbClient dynamoDb,
            UpdateItemRequest.Builder update,
            Map<String, AttributeValue> values,
            String writerAttribute) {
        return update(dynamoDb, update, values, writerAttribute, newWriter());
    }

    /** A random id for one write. */
    static String newWriter() {
        return UUID.randomUUID().toString();
    }

    /** As above, with a writer id that the caller chose: if this throws, the write may still be done, and the caller can undo it by that id. */
    static ConditionalWrite update(
            DynamoDbClient dynamoDb,
            UpdateItemRequest.Builder update,
            Map<String, AttributeValue> values,
            String writerAttribute,
            String newWriter) {
        AttributeValue writer = Item.of(newWriter);
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":writer", writer);
        UpdateItemRequest request = update.expressionAttributeValues(all)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            return new Done(new Item(dynamoDb.updateItem(request).attributes()));
        } catch (ConditionalCheckFailedException refused) {
            Item found = new Item(refused.hasItem() ? refused.item() : Map.of());
            return writer.equals(found.attributes().get(writerAttribute)) ? new Done(found) : new Refused(found);
        }
    }
}
