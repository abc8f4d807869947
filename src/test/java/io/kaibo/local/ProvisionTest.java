package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@QuarkusTest
@WithTestResource(LocalServers.class)
class ProvisionTest {

    @Inject
    LocalAws aws;

    @Test
    void aSecondTimeTheDataStayAndAQueueTakesItsNewAttributes() {
        try (DynamoDbClient dynamoDb = aws.dynamoDb();
                SqsClient sqs = aws.sqs()) {
            var provision = new Provision(dynamoDb, sqs);
            provision.create(template("30"));
            dynamoDb.putItem(put -> put.tableName("provision-test").item(Map.of("pk", AttributeValue.fromS("kept"))));
            String url = sqs.getQueueUrl(get -> get.queueName("provision-test")).queueUrl();
            sqs.sendMessage(send -> send.queueUrl(url).messageBody("kept"));

            provision.create(template("45"));

            assertThat(dynamoDb.scan(scan -> scan.tableName("provision-test")).count())
                    .isEqualTo(1);
            assertThat(sqs.getQueueAttributes(
                                    get -> get.queueUrl(url).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                            .attributes())
                    .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "45");
            assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url)).messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message.body()).isEqualTo("kept"));
        }
    }

    /** As much of KMS as making a key needs. */
    private static final class Kms implements KmsClient {
        private final Map<String, String> aliases = new HashMap<>();
        private int made;

        @Override
        public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
            if (!aliases.containsKey(request.keyId())) {
                throw NotFoundException.builder().build();
            }
            return DescribeKeyResponse.builder().build();
        }

        @Override
        public CreateKeyResponse createKey(CreateKeyRequest request) {
            made++;
            return CreateKeyResponse.builder()
                    .keyMetadata(key -> key.keyId("key-" + made))
                    .build();
        }

        @Override
        public CreateAliasResponse createAlias(CreateAliasRequest request) {
            aliases.put(request.aliasName(), request.targetKeyId());
            return CreateAliasResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {}
    }

    @Test
    void aKeyIsMadeOnceWithItsAlias() {
        var kms = new Kms();
        var key = new Template.EncryptionKey("Alias", "alias/kaibo-local-lottery-seeds");

        Provision.create(key, kms);
        Provision.create(key, kms);

        assertThat(kms.aliases).isEqualTo(Map.of("alias/kaibo-local-lottery-seeds", "key-1"));
        assertThat(kms.made).isEqualTo(1);
    }

    @Test
    void anEndpointThatDoesNotAnswerIsOneLine() {
        String endpoint = LocalPorts.uri(Port.free(1).getFirst()).toString();
        LocalAws elsewhere = LocalAws.of(aws.ports(), Map.of("AWS_ENDPOINT_URL", endpoint)::get);

        assertThatThrownBy(() -> Provision.at(elsewhere, template("30")))
                .isInstanceOf(StartException.class)
                .message()
                .startsWith(endpoint + ", where AWS_ENDPOINT_URL says that AWS is, cannot be used: ")
                .contains("Connection refused")
                .hasLineCount(1);
    }

    private static Template template(String visibility) {
        return new Template(
                List.of(),
                List.of(new Template.Table(
                        "Table",
                        "provision-test",
                        Map.of("pk", "S"),
                        List.of(new Template.Key("pk", "HASH")),
                        List.of(),
                        Optional.empty())),
                List.of(new Template.Queue(
                        "Queue",
                        "provision-test",
                        "arn:aws:sqs:us-east-1:000000000000:provision-test",
                        Map.of("VisibilityTimeout", visibility),
                        Optional.empty())),
                List.of());
    }
}
