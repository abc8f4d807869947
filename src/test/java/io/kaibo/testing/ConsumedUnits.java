package io.kaibo.testing;

import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Adds up the capacity units that DynamoDB says it took. */
public final class ConsumedUnits {

    private ConsumedUnits() {}

    /** The units of all gets, queries, updates and transactions that are made by it. Calls are reset before and after. */
    public static double count(Runnable something) {
        DoubleAdder units = new DoubleAdder();
        Calls.reset();
        Calls.rewrite(ConsumedUnits::asking);
        Calls.readAnswers(answer -> told(answer).forEach(consumed -> units.add(consumed.capacityUnits())));
        something.run();
        Calls.reset();
        return units.sum();
    }

    private static SdkRequest asking(SdkRequest request) {
        ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
        return switch (request) {
            case GetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(total).build();
            case QueryRequest query ->
                query.toBuilder().returnConsumedCapacity(total).build();
            case UpdateItemRequest update ->
                update.toBuilder().returnConsumedCapacity(total).build();
            case TransactWriteItemsRequest write ->
                write.toBuilder().returnConsumedCapacity(total).build();
            default -> request;
        };
    }

    private static List<ConsumedCapacity> told(SdkResponse answer) {
        return switch (answer) {
            case GetItemResponse got -> List.of(got.consumedCapacity());
            case QueryResponse found -> List.of(found.consumedCapacity());
            case UpdateItemResponse updated -> List.of(updated.consumedCapacity());
            case TransactWriteItemsResponse written -> written.consumedCapacity();
            default -> List.of();
        };
    }
}
