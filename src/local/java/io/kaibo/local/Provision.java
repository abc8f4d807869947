package io.kaibo.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Creates the tables, queues and keys of the templates; those that exist stay as they are, with their items and messages. */
public final class Provision {
    private final DynamoDbClient dynamodb;
    private final SqsClient sqs;

    Provision(DynamoDbClient dynamodb, SqsClient sqs) {
        this.dynamodb = dynamodb;
        this.sqs = sqs;
    }

    /**
     * Creates what is missing there, and the local secrets and the keys where the stack does not answer for SSM and KMS itself.
     *
     * @throws StartException if AWS is elsewhere, and does not answer or refuses
     */
    public static void at(LocalAws aws, Template template) {
        try (DynamoDbClient dynamodb = aws.dynamoDb();
                SqsClient sqs = aws.sqs();
                SsmClient ssm = aws.ssm();
                KmsClient kms = aws.kms()) {
            new Provision(dynamodb, sqs).create(template);
            if (aws.elsewhere().isPresent()) {
                LocalSecrets.putInto(ssm);
                template.keys().forEach(key -> create(key, kms));
            }
        } catch (SdkException e) {
            throw aws.elsewhere()
                    .<RuntimeException>map(endpoint ->
                            new StartException("%s, where AWS_ENDPOINT_URL says that AWS is, cannot be used: %s"
                                    .formatted(endpoint, e.getMessage())))
                    .orElse(e);
        }
    }

    /** Creates what is missing. */
    void create(Template template) {
        template.tables().forEach(this::create);
        // A redrive policy must name a queue that exists.
        template.queues().stream().filter(q -> q.redrive().isEmpty()).forEach(this::create);
        template.queues().stream().filter(q -> q.redrive().isPresent()).forEach(this::create);
    }

    static void create(Template.EncryptionKey key, KmsClient kms) {
        try {
            kms.describeKey(b -> b.keyId(key.alias()));
        } catch (NotFoundException missing) {
            String id = kms.createKey().keyMetadata().keyId();
            try {
                kms.createAlias(b -> b.aliasName(key.alias()).targetKeyId(id));
            } catch (AlreadyExistsException other) {
                // another stack made it at the same time
            }
        }
    }

    private void create(Template.Table table) {
        var request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(table.keys()))
                .attributeDefinitions(table.attributes().entrySet().stream()
                        .map(a -> AttributeDefinition.builder()
                                .attributeName(a.getKey())
                                .attributeType(a.getValue())
                                .build())
                        .toList());
        if (!table.indexes().isEmpty()) {
            request.globalSecondaryIndexes(
                    table.indexes().stream().map(Provision::index).toList());
        }
        try {
            dynamodb.createTable(request.build());
        } catch (ResourceInUseException e) {
            return;
        }
        table.timeToLiveAttribute()
                .ifPresent(attribute -> dynamodb.updateTimeToLive(b -> b.tableName(table.name())
                        .timeToLiveSpecification(
                                ttl -> ttl.attributeName(attribute).enabled(true))));
    }

    private static GlobalSecondaryIndex index(Template.Index index) {
        var projection = Projection.builder().projectionType(index.projection());
        if (!index.nonKeyAttributes().isEmpty()) {
            projection.nonKeyAttributes(index.nonKeyAttributes());
        }
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.keys()))
                .projection(projection.build())
                .build();
    }

    private static List<KeySchemaElement> keys(List<Template.Key> keys) {
        return keys.stream()
                .map(k -> KeySchemaElement.builder()
                        .attributeName(k.attribute())
                        .keyType(k.type())
                        .build())
                .toList();
    }

    private void create(Template.Queue queue) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        queue.attributes().forEach((name, value) -> attributes.put(QueueAttributeName.fromValue(name), value));
        queue.redrive()
                .ifPresent(redrive -> attributes.put(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                                .formatted(arn(redrive.deadLetterQueue()), redrive.maxReceiveCount())));
        try {
            sqs.createQueue(b -> b.queueName(queue.name()).attributes(attributes));
        } catch (QueueNameExistsException changed) {
            // it exists with other attributes: the template was edited while the stack ran
            String url = url(queue.name());
            sqs.setQueueAttributes(b -> b.queueUrl(url).attributes(attributes));
        }
    }

    /** The ARN as SQS gives it: an emulator may keep its queues in an account of its own. */
    private String arn(String queue) {
        String url = url(queue);
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        b -> b.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes();
        return Objects.requireNonNull(attributes.get(QueueAttributeName.QUEUE_ARN));
    }

    private String url(String queue) {
        return sqs.getQueueUrl(b -> b.queueName(queue)).queueUrl();
    }
}
