package io.kaibo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.local.LocalPorts;
import io.kaibo.room.RoomConfig;
import io.kaibo.sandbox.SandboxControl;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Everything outside the application, as a test sets it up and looks at it. */
@Singleton
public class World {

    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final TestClock clock;
    private final String roomTable;
    private final String onAirQueue;
    private final ObjectMapper json;
    private final SandboxControl sandbox;

    World(
            DynamoDbClient dynamoDb,
            SqsClient sqs,
            TestClock clock,
            RoomConfig rooms,
            ObjectMapper json,
            LocalPorts ports) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.clock = clock;
        this.roomTable = rooms.requiredTable();
        this.onAirQueue = rooms.requiredOnAirQueue();
        this.json = json;
        this.sandbox = new SandboxControl(ports.sandbox());
    }

    public SandboxControl sandbox() {
        return sandbox;
    }

    public TestClock clock() {
        return clock;
    }

    /** Nothing anywhere, the time now, no fault planned. */
    public void clean() {
        Calls.reset();
        clock.reset();
        sandbox.reset(false);
        SetupCalls.run(() -> {
            wipe();
            sqs.purgeQueue(purge -> purge.queueUrl(onAirQueue));
        });
    }

    /** The messages on the queue room-on-air, which has none afterwards. */
    public List<JsonNode> published() {
        return SetupCalls.call(() -> {
            List<JsonNode> bodies = new ArrayList<>();
            List<Message> messages;
            while (!(messages = sqs.receiveMessage(
                                    receive -> receive.queueUrl(onAirQueue).maxNumberOfMessages(10))
                            .messages())
                    .isEmpty()) {
                for (Message message : messages) {
                    bodies.add(tree(message.body()));
                    sqs.deleteMessage(delete -> delete.queueUrl(onAirQueue).receiptHandle(message.receiptHandle()));
                }
            }
            return bodies;
        });
    }

    /** Every item of the table of rooms. */
    public List<Map<String, AttributeValue>> items() {
        return SetupCalls.call(
                () -> dynamoDb.scanPaginator(scan -> scan.tableName(roomTable).consistentRead(true)).items().stream()
                        .toList());
    }

    /** One item of a room; empty if there is none. */
    public Map<String, AttributeValue> item(String roomId, String sortKey) {
        return SetupCalls.call(() -> dynamoDb.getItem(get -> get.tableName(roomTable)
                        .consistentRead(true)
                        .key(Map.of("pk", AttributeValue.fromS(roomId), "sk", AttributeValue.fromS(sortKey))))
                .item());
    }

    public JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void wipe() {
        List<WriteRequest> deletes = items().stream()
                .map(item -> WriteRequest.builder()
                        .deleteRequest(DeleteRequest.builder()
                                .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                                .build())
                        .build())
                .toList();
        for (int from = 0; from < deletes.size(); from += 25) {
            List<WriteRequest> batch = deletes.subList(from, Math.min(from + 25, deletes.size()));
            dynamoDb.batchWriteItem(write -> write.requestItems(Map.of(roomTable, batch)));
        }
    }
}
