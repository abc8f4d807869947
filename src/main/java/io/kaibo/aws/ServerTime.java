package io.kaibo.aws;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The time by DynamoDB's clock, to compare this instance's with. */
@Singleton
public class ServerTime {

    private final DynamoDbClient dynamoDb;
    private final Deployment deployment;

    public ServerTime(DynamoDbClient dynamoDb, Deployment deployment) {
        this.dynamoDb = dynamoDb;
        this.deployment = deployment;
    }

    /**
     * What the header {@code Date} of an answer says, in whole seconds, cut off.
     *
     * @param table without the stage, which the function has the right to read by {@code dynamodb:GetItem}
     * @throws IllegalStateException if the answer has no such header
     */
    public Instant read(String table) {
        return dynamoDb.getItem(get -> get.tableName(deployment.resource(table)).key(Item.key("-", "-")))
                .sdkHttpResponse()
                .firstMatchingHeader("Date")
                .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .orElseThrow(() -> new IllegalStateException("DynamoDB's answer has no Date"));
    }
}
