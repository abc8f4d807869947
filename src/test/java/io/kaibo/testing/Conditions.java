package io.kaibo.testing;

import io.kaibo.aws.Condition;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Takes conditions away from writes: the control of a test that says what a condition is for. */
public final class Conditions {

    private Conditions() {}

    /** A conditional update without its condition; anything else as it is. */
    public static SdkRequest stripped(SdkRequest request) {
        return request instanceof UpdateItemRequest update && update.conditionExpression() != null
                ? without(update)
                : request;
    }

    /** Strips only updates and deletes with exactly this condition, and the writes with it in a transaction. */
    public static UnaryOperator<SdkRequest> stripping(Condition condition) {
        String expression = condition.expression();
        return request -> switch (request) {
            case UpdateItemRequest update when expression.equals(update.conditionExpression()) -> without(update);
            case DeleteItemRequest delete
            when expression.equals(delete.conditionExpression()) ->
                delete.toBuilder()
                        .conditionExpression(null)
                        .returnValuesOnConditionCheckFailure((String) null)
                        .expressionAttributeValues(null)
                        .build();
            case TransactWriteItemsRequest transaction ->
                transaction.toBuilder()
                        .transactItems(transaction.transactItems().stream()
                                .map(write -> stripped(write, expression))
                                .toList())
                        .build();
            default -> request;
        };
    }

    private static TransactWriteItem stripped(TransactWriteItem write, String expression) {
        if (write.put() != null && expression.equals(write.put().conditionExpression())) {
            return TransactWriteItem.builder()
                    .put(put -> put.tableName(write.put().tableName())
                            .item(write.put().item()))
                    .build();
        }
        Update update = write.update();
        if (update != null && expression.equals(update.conditionExpression())) {
            return TransactWriteItem.builder()
                    .update(update.toBuilder()
                            .conditionExpression(null)
                            .returnValuesOnConditionCheckFailure((String) null)
                            .expressionAttributeValues(
                                    used(update.updateExpression(), update.expressionAttributeValues()))
                            .expressionAttributeNames(
                                    usedNames(update.updateExpression(), update.expressionAttributeNames()))
                            .build())
                    .build();
        }
        return write;
    }

    /** DynamoDB refuses values and names that no expression uses, so they go as well. */
    private static UpdateItemRequest without(UpdateItemRequest update) {
        return update.toBuilder()
                .conditionExpression(null)
                .returnValuesOnConditionCheckFailure((String) null)
                .expressionAttributeValues(used(update.updateExpression(), update.expressionAttributeValues()))
                .expressionAttributeNames(usedNames(update.updateExpression(), update.expressionAttributeNames()))
                .build();
    }

    private static Map<String, AttributeValue> used(String expression, Map<String, AttributeValue> all) {
        Map<String, AttributeValue> values = new HashMap<>(all);
        values.keySet().removeIf(name -> !expression.matches("(?s).*" + name + "\\b.*"));
        return values;
    }

    /** Null in place of an empty map, which DynamoDB refuses too. */
    private static @Nullable Map<String, String> usedNames(String expression, Map<String, String> all) {
        Map<String, String> names = new HashMap<>(all);
        names.keySet().removeIf(name -> !expression.matches("(?s).*" + name + "\\b.*"));
        return names.isEmpty() ? null : names;
    }
}
