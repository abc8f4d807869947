package io.kaibo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Deployment;
import io.kaibo.aws.Item;
import io.kaibo.local.LocalPorts;
import io.kaibo.person.LocalPersons;
import io.kaibo.sandbox.SandboxControl;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final String reminderTable;
    private final String peopleTable;
    private final String auditTable;
    private final List<String> queues;
    private final ObjectMapper json;
    private final SandboxControl sandbox;

    World(
            DynamoDbClient dynamoDb,
            SqsClient sqs,
            TestClock clock,
            Deployment deployment,
            ObjectMapper json,
            LocalPorts ports) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.clock = clock;
        this.roomTable = deployment.resource("rooms");
        this.reminderTable = deployment.resource("reminders");
        this.peopleTable = deployment.resource("people");
        this.auditTable = deployment.resource("audit");
        this.queues = List.of(deployment.queueUrl("room-on-air"), deployment.queueUrl("reminder-pages"));
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
            wipe(roomTable, "pk", "sk");
            wipe(reminderTable, "pk", "sk");
            wipe(peopleTable, "person");
            wipe(auditTable, "pk", "sk");
            queues.stream()
                    .flatMap(queue -> Stream.of(queue, queue + "-dlq"))
                    .forEach(queue -> sqs.purgeQueue(purge -> purge.queueUrl(queue)));
        });
    }

    /** The messages on the queue room-on-air, which has none afterwards. */
    public List<JsonNode> published() {
        return taken(queues.getFirst());
    }

    /** The messages on the queue reminder-pages, which has none afterwards. */
    public List<JsonNode> pages() {
        return taken(queues.getLast());
    }

    /** Publishes again what was published. */
    public void publish(JsonNode announcement) {
        SetupCalls.run(
                () -> sqs.sendMessage(send -> send.queueUrl(queues.getFirst()).messageBody(announcement.toString())));
    }

    /** Puts a message on the queue reminder-pages, whatever it is. */
    public void putPage(String body) {
        SetupCalls.run(
                () -> sqs.sendMessage(send -> send.queueUrl(queues.getLast()).messageBody(body)));
    }

    /** How many pages were given up; afterwards none is left among the dead letters. */
    public int deadPages() {
        return bodies(queues.getLast() + "-dlq").size();
    }

    private List<JsonNode> taken(String queue) {
        return bodies(queue).stream().map(this::tree).toList();
    }

    private List<String> bodies(String queue) {
        return SetupCalls.call(() -> {
            List<String> bodies = new ArrayList<>();
            List<Message> messages;
            while (!(messages = sqs.receiveMessage(
                                    receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                            .messages())
                    .isEmpty()) {
                for (Message message : messages) {
                    bodies.add(message.body());
                    sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
                }
            }
            return bodies;
        });
    }

    /** Every item of the table of rooms. */
    public List<Map<String, AttributeValue>> items() {
        return items(roomTable);
    }

    /** Every item of the table of reminders. */
    public List<Map<String, AttributeValue>> reminders() {
        return items(reminderTable);
    }

    /** Every item of the table of changes by operators. */
    public List<Map<String, AttributeValue>> audit() {
        return items(auditTable);
    }

    /** Every item of the table of people. */
    public List<Map<String, AttributeValue>> people() {
        return items(peopleTable);
    }

    /** These people have logged in once. */
    public void remember(List<String> openids) {
        AttributeValue now = Item.of(clock.instant());
        List<WriteRequest> puts = openids.stream()
                .map(openid -> Map.of(
                        "person", Item.of(LocalPersons.of(openid).value()),
                        "openid", Item.of(openid),
                        "firstSeenAt", now))
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
        SetupCalls.run(() -> write(peopleTable, puts));
    }

    /** The table of people loses a person. */
    public void forget(String openid) {
        SetupCalls.run(() -> dynamoDb.deleteItem(delete -> delete.tableName(peopleTable)
                .key(Map.of("person", Item.of(LocalPersons.of(openid).value())))));
    }

    /** The person was erased: their openid is gone. */
    public void erase(String openid) {
        SetupCalls.run(() -> dynamoDb.updateItem(update -> update.tableName(peopleTable)
                .key(Map.of("person", Item.of(LocalPersons.of(openid).value())))
                .updateExpression("REMOVE openid")));
    }

    private List<Map<String, AttributeValue>> items(String table) {
        return SetupCalls.call(
                () -> dynamoDb.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
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

    private void wipe(String table, String... keys) {
        List<WriteRequest> deletes = items(table).stream()
                .map(item -> WriteRequest.builder()
                        .deleteRequest(DeleteRequest.builder()
                                .key(Stream.of(keys).collect(Collectors.toMap(Function.identity(), item::get)))
                                .build())
                        .build())
                .toList();
        write(table, deletes);
    }

    private void write(String table, List<WriteRequest> writes) {
        for (int from = 0; from < writes.size(); from += 25) {
            List<WriteRequest> batch = writes.subList(from, Math.min(from + 25, writes.size()));
            dynamoDb.batchWriteItem(write -> write.requestItems(Map.of(table, batch)));
        }
    }
}
