package io.kaibo.local;

import io.kaibo.aws.Deployment;
import io.quarkus.funqy.Funq;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A function of the tests' own that reads an index of the room table; {@code local/parcels.yaml} lets it read one. */
public class Reads {
    private final DynamoDbClient dynamoDb;
    private final Deployment deployment;

    Reads(DynamoDbClient dynamoDb, Deployment deployment) {
        this.dynamoDb = dynamoDb;
        this.deployment = deployment;
    }

    /** How many items the index has under a key that nothing has. */
    @Funq("local-reads")
    public int read(String index) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> count = threads.submit(() -> count(index));
            return count.get();
        }
    }

    int count(String index) {
        return dynamoDb.query(query -> query.tableName(deployment.resource("rooms"))
                        .indexName(index)
                        .keyConditionExpression("#index = :none")
                        .expressionAttributeNames(Map.of("#index", index))
                        .expressionAttributeValues(Map.of(":none", AttributeValue.fromS("none"))))
                .count();
    }
}
