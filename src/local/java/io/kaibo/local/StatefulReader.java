package io.kaibo.local;

import io.kaibo.local.Template.EncryptionKey;
import io.kaibo.local.Template.Queue;
import io.kaibo.local.Template.Redrive;
import io.kaibo.local.Template.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the resources that hold state: tables, queues, keys of KMS. */
final class StatefulReader {
    private static final List<String> QUEUE_ATTRIBUTES = List.of(
            "VisibilityTimeout",
            "MessageRetentionPeriod",
            "DelaySeconds",
            "ReceiveMessageWaitTimeSeconds",
            "MaximumMessageSize");

    private StatefulReader() {}

    static Table table(String id, Place properties) {
        Map<String, String> attributes = new LinkedHashMap<>();
        properties
                .at("AttributeDefinitions")
                .list()
                .forEach(a -> attributes.put(
                        a.at("AttributeName").required(), a.at("AttributeType").required()));
        List<Template.Index> indexes = properties.at("GlobalSecondaryIndexes").list().stream()
                .map(index -> new Template.Index(
                        index.at("IndexName").required(),
                        keys(index),
                        index.at("Projection").at("ProjectionType").required(),
                        index.at("Projection").at("NonKeyAttributes").texts()))
                .toList();
        Optional<String> timeToLive =
                properties.at("TimeToLiveSpecification").at("AttributeName").text();
        return new Table(id, properties.at("TableName").required(), attributes, keys(properties), indexes, timeToLive);
    }

    private static List<Template.Key> keys(Place owner) {
        return owner.at("KeySchema").list().stream()
                .map(k -> new Template.Key(
                        k.at("AttributeName").required(), k.at("KeyType").required()))
                .toList();
    }

    static Queue queue(String id, Place properties) {
        Map<String, String> attributes = new LinkedHashMap<>();
        QUEUE_ATTRIBUTES.forEach(name -> properties.at(name).text().ifPresent(value -> attributes.put(name, value)));
        Place redrive = properties.at("RedrivePolicy");
        Optional<Redrive> deadLetters = redrive.at("deadLetterTargetArn")
                .text()
                .map(arn -> new Redrive(
                        arn, Integer.parseInt(redrive.at("maxReceiveCount").required())));
        String name = properties.at("QueueName").required();
        return new Queue(id, name, properties.intrinsics().arn("sqs", name), attributes, deadLetters);
    }

    static EncryptionKey key(String id, Place alias) {
        return new EncryptionKey(id, alias.at("AliasName").required());
    }
}
