package io.kaibo.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** Reads many items by key: a hundred a call, which is DynamoDB's limit. */
final class BatchGet {

    private static final int MOST = 100;

    /** How often keys that DynamoDB left over are asked for again. */
    private static final int ROUNDS = 6;

    private BatchGet() {}

    /**
     * Those of the items that exist, in no order, read consistently.
     *
     * @param keys each once
     * @param attributes which of them to return, separated by commas; all if null
     * @throws ProvisionedThroughputExceededException if DynamoDB goes on leaving keys over
     */
    static Stream<Item> read(
            DynamoDbClient dynamoDb,
            String table,
            List<Map<String, AttributeValue>> keys,
            @Nullable String attributes) {
        List<Item> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += MOST) {
            Map<String, KeysAndAttributes> wanted = Map.of(
                    table,
                    KeysAndAttributes.builder()
                            .keys(keys.subList(from, Math.min(from + MOST, keys.size())))
                            .consistentRead(true)
                            .projectionExpression(attributes)
                            .build());
            for (int round = 0; !wanted.isEmpty(); round++) {
                if (round == ROUNDS) {
                    throw ProvisionedThroughputExceededException.builder()
                            .message("keys left over " + ROUNDS + " times")
                            .build();
                }
                Pause.waitBeforeRound(round);
                Map<String, KeysAndAttributes> now = wanted;
                BatchGetItemResponse answer = dynamoDb.batchGetItem(get -> get.requestItems(now));
                answer.responses().getOrDefault(table, List.of()).forEach(item -> found.add(new Item(item)));
                wanted = answer.unprocessedKeys();
            }
        }
        return found.stream();
    }
}
