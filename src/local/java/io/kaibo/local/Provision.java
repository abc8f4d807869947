package io.kaibo.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** Creates the tables and queues of the templates; those that are there stay as they are, with what is in them. */
public final class Provision {
    private final DynamoDbClient dynamodb;
    private final SqsClient sqs;

    public Provision(DynamoDbClient dynamodb, SqsClient sqs) {
        this.dynamodb = dynamodb;
        this.sqs = sqs;
    }

    /** Creates what is missing. */
    public void create(Template template) {
        template.tables().forEach(this::create);
        // A redrive policy must name a queue that exists.
        template.queues().stream().filter(q -> q.redrive().isEmpty()).forEach(this::create);
        template.queues().stream().filter(q -> q.redrive().isPresent()).forEach(this::create);
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
                                .formatted(redrive.deadLetterArn(), redrive.maxReceiveCount())));
        try {
            sqs.createQueue(b -> b.queueName(queue.name()).attributes(attributes));
        } catch (QueueNameExistsException changed) {
            // it is there with other attributes: the template was edited while the stack ran
            String url = sqs.getQueueUrl(b -> b.queueName(queue.name())).queueUrl();
            sqs.setQueueAttributes(b -> b.queueUrl(url).attributes(attributes));
        }
    }
}
