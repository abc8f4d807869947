package io.kaibo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;

/** What a request writes to is what {@link World#clean} empties. */
class WrittenTest {

    @Test
    void aTransactionWritesToTheTablesOfItsItems() {
        assertThat(Written.targets(TransactWriteItemsRequest.builder()
                        .transactItems(
                                TransactWriteItem.builder()
                                        .put(put -> put.tableName("a"))
                                        .build(),
                                TransactWriteItem.builder()
                                        .update(update -> update.tableName("b"))
                                        .build(),
                                TransactWriteItem.builder()
                                        .delete(delete -> delete.tableName("c"))
                                        .build(),
                                TransactWriteItem.builder()
                                        .conditionCheck(check -> check.tableName("d"))
                                        .build())
                        .build()))
                .hasValueSatisfying(tables -> assertThat(tables).containsExactlyInAnyOrder("a", "b", "c"));
    }

    @Test
    void otherWritesNameATableOrAQueue() {
        assertThat(Written.targets(PutItemRequest.builder().tableName("a").build()))
                .hasValueSatisfying(tables -> assertThat(tables).containsExactly("a"));
        assertThat(Written.targets(BatchWriteItemRequest.builder()
                        .requestItems(Map.of(
                                "a", List.of(WriteRequest.builder().build()),
                                "b", List.of(WriteRequest.builder().build())))
                        .build()))
                .hasValueSatisfying(tables -> assertThat(tables).containsExactlyInAnyOrder("a", "b"));
        assertThat(Written.targets(SendMessageRequest.builder()
                        .queueUrl("http://127.0.0.1:1/000000000000/q")
                        .build()))
                .hasValueSatisfying(queues -> assertThat(queues).containsExactly("q"));
    }

    @Test
    void aRequestThatNamesNeitherMayWriteAnywhere() {
        assertThat(Written.targets(GetParametersRequest.builder().names("a").build()))
                .isEmpty();
    }
}
