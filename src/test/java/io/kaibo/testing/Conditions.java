package io.kaibo.testing;

import io.kaibo.aws.Condition;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
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

    /** Strips only updates and deletes with exactly this condition. */
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
            default -> request;
        };
    }

    /** DynamoDB refuses values that no expression uses, so they go as well. */
    private static UpdateItemRequest without(UpdateItemRequest update) {
        var values = new java.util.HashMap<>(update.expressionAttributeValues());
        values.keySet().removeIf(name -> !update.updateExpression().matches("(?s).*" + name + "\\b.*"));
        return update.toBuilder()
                .conditionExpression(null)
                .returnValuesOnConditionCheckFailure((String) null)
                .expressionAttributeValues(values)
                .build();
    }
}
