package io.kaibo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Deployment;
import io.kaibo.aws.Item;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.Template;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.sandbox.pay.PayControl;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Everything outside the application, as a test sets it up and looks at it: the tables and queues of the template, by their
 * names without the stage, the clock and WeChat.
 */
@Singleton
public class World {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** DynamoDB takes no more writes in a batch. */
    private static final int MOST_WRITES = 25;

    private final DynamoDbClient dynamoDb;
    private final WorldQueues queues;
    private final TestClock clock;
    private final Deployment deployment;
    private final Template template;
    private final SandboxControl sandbox;
    private final SandboxControl drand;
    private final PayControl pay;

    World(
            DynamoDbClient dynamoDb,
            WorldQueues queues,
            TestClock clock,
            Deployment deployment,
            Template template,
            LocalPorts ports) {
        this.dynamoDb = dynamoDb;
        this.queues = queues;
        this.clock = clock;
        this.deployment = deployment;
        this.template = template;
        this.sandbox = new SandboxControl(ports.sandbox());
        this.drand = new SandboxControl(ports.drand());
        this.pay = new PayControl(ports.pay(), clock);
    }

    public SandboxControl sandbox() {
        return sandbox;
    }

    /** The mirror of drand: its faults, its calls and its clock. */
    public SandboxControl drand() {
        return drand;
    }

    /** WeChat Pay: it has no stock unless a test puts one, and lives at the time of the application's clock. */
    public PayControl pay() {
        return pay;
    }

    public TestClock clock() {
        return clock;
    }

    /** Empties every table and queue that was written to, resets the clock and WeChat, and plans no fault. */
    public void clean() {
        Calls.reset();
        clock.reset();
        sandbox.reset(false);
        drand.resetDrand();
        pay.reset(false);
        pay.rules(Map.of("follows_callers", true));
        Predicate<String> written = Written.take();
        SetupCalls.run(() -> {
            template.tables().stream()
                    .filter(table -> written.test(table.name()))
                    .forEach(this::wipe);
            template.queues().stream()
                    .filter(queue -> written.test(queue.name()))
                    .forEach(queues::purge);
        });
    }

    /** Every item of a table. */
    public List<Map<String, AttributeValue>> items(String table) {
        return scan(deployment.resource(table));
    }

    /** One item of a table whose keys are {@code pk} and {@code sk}; empty if there is none. */
    public Map<String, AttributeValue> item(String table, String pk, String sk) {
        return item(table, Map.of("pk", Item.of(pk), "sk", Item.of(sk)));
    }

    /** One item of a table; empty if there is none. */
    public Map<String, AttributeValue> item(String table, Map<String, AttributeValue> key) {
        return SetupCalls.call(() -> dynamoDb.getItem(get -> get.tableName(deployment.resource(table))
                        .consistentRead(true)
                        .key(key))
                .item());
    }

    /** Removes every item of a table. */
    public void empty(String table) {
        String name = deployment.resource(table);
        SetupCalls.run(() -> template.tables().stream()
                .filter(each -> each.name().equals(name))
                .forEach(this::wipe));
    }

    /** Puts an item into a table: within a call of a function, that function must have the right to do so. */
    public void putItem(String table, Map<String, AttributeValue> item) {
        SetupCalls.run(() -> dynamoDb.putItem(
                put -> put.tableName(deployment.resource(table)).item(item)));
    }

    /** Puts items into a table, in batches. */
    public void putItems(String table, List<Map<String, AttributeValue>> items) {
        write(
                deployment.resource(table),
                items.stream()
                        .map(item -> WriteRequest.builder()
                                .putRequest(put -> put.item(item))
                                .build())
                        .toList());
    }

    /** The messages on a queue, which has none afterwards. */
    public List<JsonNode> takeMessages(String queue) {
        return queues.take(queue).stream().map(this::tree).toList();
    }

    /** Puts a message on a queue. */
    public void sendMessage(String queue, JsonNode message) {
        sendMessage(queue, message.toString());
    }

    /** Sends this text, valid JSON or not. */
    public void sendMessage(String queue, String text) {
        queues.send(queue, text);
    }

    /** The texts of the dead letters of a queue, of which none is left afterwards. */
    public List<String> takeDeadLetters(String queue) {
        return queues.take(queue + "-dlq");
    }

    public JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Map<String, AttributeValue>> scan(String table) {
        return SetupCalls.call(
                () -> dynamoDb.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                        .toList());
    }

    private void wipe(Template.Table table) {
        List<String> keys = table.keys().stream().map(Template.Key::attribute).toList();
        write(
                table.name(),
                scan(table.name()).stream()
                        .map(item -> keys.stream().collect(Collectors.toMap(key -> key, item::get)))
                        .map(key -> WriteRequest.builder()
                                .deleteRequest(delete -> delete.key(key))
                                .build())
                        .toList());
    }

    private void write(String table, List<WriteRequest> writes) {
        writes.stream()
                .gather(Gatherers.windowFixed(MOST_WRITES))
                .map(batch -> SetupCalls.call(
                        () -> dynamoDb.batchWriteItem(write -> write.requestItems(Map.of(table, batch)))))
                .forEach(answer -> {
                    if (!answer.unprocessedItems().isEmpty()) {
                        throw new IllegalStateException("not all items of " + table + " were written");
                    }
                });
    }
}
