package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.local.Template.Right;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;

class NeedsTest {
    private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/";
    private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/000000000000/a";
    private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:000000000000:a";

    private static List<Right> needs(String service, String operation, SdkRequest.Builder request) {
        return new Needs(Template.REGION, Template.ACCOUNT).of(service, operation, request.build());
    }

    @Test
    void aCallOnATableNeedsItsOwnAction() {
        assertThat(needs("DynamoDb", "GetItem", GetItemRequest.builder().tableName("a")))
                .containsExactly(new Right("dynamodb:GetItem", TABLE + "a"));
        assertThat(needs("DynamoDb", "PutItem", PutItemRequest.builder().tableName("a")))
                .containsExactly(new Right("dynamodb:PutItem", TABLE + "a"));
        assertThat(needs("DynamoDb", "UpdateItem", UpdateItemRequest.builder().tableName("a")))
                .containsExactly(new Right("dynamodb:UpdateItem", TABLE + "a"));
        assertThat(needs("DynamoDb", "DeleteItem", DeleteItemRequest.builder().tableName("a")))
                .containsExactly(new Right("dynamodb:DeleteItem", TABLE + "a"));
        assertThat(needs("DynamoDb", "Query", QueryRequest.builder().tableName("a")))
                .containsExactly(new Right("dynamodb:Query", TABLE + "a"));
    }

    @Test
    void aCallOnAnIndexNeedsTheRightOnThatIndex() {
        assertThat(needs(
                        "DynamoDb",
                        "Query",
                        QueryRequest.builder().tableName("a").indexName("i")))
                .containsExactly(new Right("dynamodb:Query", TABLE + "a/index/i"));
        assertThat(needs(
                        "DynamoDb", "Scan", ScanRequest.builder().tableName("a").indexName("i")))
                .containsExactly(new Right("dynamodb:Scan", TABLE + "a/index/i"));
    }

    @Test
    void aBatchNeedsItsActionOnEachOfItsTables() {
        var keys = KeysAndAttributes.builder().build();
        assertThat(needs(
                        "DynamoDb",
                        "BatchGetItem",
                        BatchGetItemRequest.builder().requestItems(Map.of("a", keys, "b", keys))))
                .containsExactlyInAnyOrder(
                        new Right("dynamodb:BatchGetItem", TABLE + "a"),
                        new Right("dynamodb:BatchGetItem", TABLE + "b"));
        assertThat(needs(
                        "DynamoDb",
                        "BatchWriteItem",
                        BatchWriteItemRequest.builder().requestItems(Map.of("a", List.of(), "b", List.of()))))
                .containsExactlyInAnyOrder(
                        new Right("dynamodb:BatchWriteItem", TABLE + "a"),
                        new Right("dynamodb:BatchWriteItem", TABLE + "b"));
    }

    @Test
    void aTransactionNeedsWhatItsPartsNeed() {
        assertThat(needs(
                        "DynamoDb",
                        "TransactWriteItems",
                        TransactWriteItemsRequest.builder()
                                .transactItems(
                                        item -> item.put(part -> part.tableName("a")),
                                        item -> item.put(part -> part.tableName("a")),
                                        item -> item.update(part -> part.tableName("b")),
                                        item -> item.delete(part -> part.tableName("c")),
                                        item -> item.conditionCheck(part -> part.tableName("d")))))
                .containsExactly(
                        new Right("dynamodb:PutItem", TABLE + "a"),
                        new Right("dynamodb:UpdateItem", TABLE + "b"),
                        new Right("dynamodb:DeleteItem", TABLE + "c"),
                        new Right("dynamodb:ConditionCheckItem", TABLE + "d"));
        assertThat(needs(
                        "DynamoDb",
                        "TransactGetItems",
                        TransactGetItemsRequest.builder().transactItems(item -> item.get(part -> part.tableName("a")))))
                .containsExactly(new Right("dynamodb:GetItem", TABLE + "a"));
    }

    @Test
    void aQueueIsKnownByTheEndOfItsUrlAndABatchNeedsNoMoreThanAMessage() {
        assertThat(needs("Sqs", "SendMessage", SendMessageRequest.builder().queueUrl(QUEUE)))
                .containsExactly(new Right("sqs:SendMessage", QUEUE_ARN));
        assertThat(needs(
                        "Sqs",
                        "SendMessageBatch",
                        SendMessageBatchRequest.builder().queueUrl(QUEUE)))
                .containsExactly(new Right("sqs:SendMessage", QUEUE_ARN));
        assertThat(needs(
                        "Sqs",
                        "DeleteMessageBatch",
                        DeleteMessageBatchRequest.builder().queueUrl("http://127.0.0.1:8101/000000000000/a")))
                .containsExactly(new Right("sqs:DeleteMessage", QUEUE_ARN));
    }

    @Test
    void parametersNeedTheRightOnEachOfThem() {
        assertThat(needs("Ssm", "GetParameters", GetParametersRequest.builder().names("/kaibo/local/a", "b")))
                .containsExactly(
                        new Right("ssm:GetParameters", "arn:aws:ssm:us-east-1:000000000000:parameter/kaibo/local/a"),
                        new Right("ssm:GetParameters", "arn:aws:ssm:us-east-1:000000000000:parameter/b"));
    }

    @Test
    void aCallThatNamesAnAliasNeedsTheRightOnItsKey() {
        String key = "arn:aws:kms:us-east-1:000000000000:key/kaibo-local-a";
        assertThat(needs("Kms", "Encrypt", EncryptRequest.builder().keyId("alias/kaibo-local-a")))
                .containsExactly(new Right("kms:Encrypt", key));
        assertThat(needs("Kms", "Decrypt", DecryptRequest.builder().keyId("alias/kaibo-local-a")))
                .containsExactly(new Right("kms:Decrypt", key));
        assertThat(needs(
                        "Kms",
                        "GenerateDataKey",
                        GenerateDataKeyRequest.builder().keyId("alias/kaibo-local-a")))
                .containsExactly(new Right("kms:GenerateDataKey", key));
        assertThatThrownBy(() -> needs("Kms", "Decrypt", DecryptRequest.builder()))
                .as("of no key")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRequestThatCannotBeJudgedIsAnErrorAndNotAllowed() {
        assertThatThrownBy(() -> needs("DynamoDb", "ListTables", ListTablesRequest.builder()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dynamodb:ListTables")
                .hasMessageContaining("rights.tsv");
        assertThatThrownBy(() -> needs("Sqs", "ListQueues", ListQueuesRequest.builder()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> needs(
                        "Ssm",
                        "GetParametersByPath",
                        GetParametersByPathRequest.builder().path("/kaibo")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> needs("Kms", "GenerateMac", ListTablesRequest.builder()))
                .isInstanceOf(IllegalStateException.class);
    }
}
