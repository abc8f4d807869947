package io.kaibo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** DynamoDB Local never throttles, so a stand-in leaves keys over as DynamoDB does. */
class BatchGetTest {

    private static final String TABLE = "rooms";

    private final List<Map<String, AttributeValue>> keys = IntStream.range(0, 250)
            .mapToObj(i -> Map.of("pk", AttributeValue.fromS("wx-" + i)))
            .toList();

    /** Gives at most so many items a call. */
    private static final class Throttled implements DynamoDbClient {
        private final int most;
        private final List<Integer> asked = new ArrayList<>();

        Throttled(int most) {
            this.most = most;
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            KeysAndAttributes wanted = request.requestItems().get(TABLE);
            List<Map<String, AttributeValue>> keys = wanted.keys();
            asked.add(keys.size());
            int given = Math.min(most, keys.size());
            return BatchGetItemResponse.builder()
                    .responses(Map.of(TABLE, keys.subList(0, given)))
                    .unprocessedKeys(
                            given == keys.size()
                                    ? Map.of()
                                    : Map.of(
                                            TABLE,
                                            wanted.toBuilder()
                                                    .keys(keys.subList(given, keys.size()))
                                                    .build()))
                    .build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    @Test
    void aCallAsksForAHundredKeysAtTheMost() {
        Throttled dynamoDb = new Throttled(100);
        assertThat(BatchGet.read(dynamoDb, TABLE, keys, null)).hasSize(250);
        assertThat(dynamoDb.asked).containsExactly(100, 100, 50);
    }

    @Test
    void keysThatAreLeftOverAreAskedForAgain() {
        Throttled dynamoDb = new Throttled(40);
        assertThat(BatchGet.read(dynamoDb, TABLE, keys, null).map(item -> item.text("pk")))
                .doesNotHaveDuplicates()
                .hasSize(250);
        assertThat(dynamoDb.asked).containsExactly(100, 60, 20, 100, 60, 20, 50, 10);
    }

    @Test
    void keysThatAreLeftOverAgainAndAgainAreAThrottling() {
        assertThatThrownBy(() -> BatchGet.read(new Throttled(0), TABLE, keys, null))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
    }
}
