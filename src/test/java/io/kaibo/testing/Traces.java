package io.kaibo.testing;

import io.kaibo.local.Template;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What a story leaves behind, by the place where it is left: tables, queues, logs, answers and tokens. */
@Singleton
public class Traces {

    private final Template template;
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final Map<String, StringBuilder> found = new TreeMap<>();

    Traces(Template template, DynamoDbClient dynamoDb, SqsClient sqs) {
        this.template = template;
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
    }

    public void clean() {
        found.clear();
    }

    public void written(List<String> lines) {
        lines.forEach(line -> add("the log", line));
    }

    public void answer(Http.Answer answer) {
        add("an answer", answer.headers() + " " + answer.body());
    }

    /** A JWT, and what is in it. */
    public void token(String token) {
        add("a token", token);
        String[] parts = token.split("\\.");
        for (String part : List.of(parts[0], parts[1])) {
            add("a token", new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        }
    }

    /** From now on, every message that the application sends to a queue. */
    public void watchQueues() {
        Calls.rewrite(request -> {
            switch (request) {
                case SendMessageRequest message -> sent(message.queueUrl(), message.toString());
                case SendMessageBatchRequest batch -> sent(batch.queueUrl(), batch.toString());
                default -> {}
            }
            return request;
        });
    }

    private void sent(String url, String message) {
        add("queue " + url.substring(url.lastIndexOf('/') + 1), message);
    }

    /** What is in all tables now, and in all queues, which are empty afterwards. */
    public void collect() {
        SetupCalls.run(() -> {
            template.tables()
                    .forEach(table -> dynamoDb.scanPaginator(
                                    scan -> scan.tableName(table.name()).consistentRead(true))
                            .items()
                            .forEach(item -> item.forEach(
                                    (name, value) -> add("table " + table.name(), name + " " + text(value)))));
            template.queues().forEach(queue -> empty(queue.name()));
        });
    }

    private void empty(String queue) {
        String url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
        List<Message> messages;
        while (!(messages = sqs.receiveMessage(receive ->
                                receive.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                        .messages())
                .isEmpty()) {
            for (Message message : messages) {
                add("queue " + queue, message.body() + message.messageAttributes());
                sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
    }

    /** By the places. */
    public Map<String, String> found() {
        Map<String, String> texts = new TreeMap<>();
        synchronized (found) {
            found.forEach((place, text) -> texts.put(place, text.toString()));
        }
        return texts;
    }

    private void add(String place, String text) {
        synchronized (found) {
            found.computeIfAbsent(place, any -> new StringBuilder())
                    .append(text)
                    .append('\n');
        }
    }

    /** The SDK writes a binary value as the object that holds it. */
    private static String text(AttributeValue value) {
        return value.b() == null ? value.toString() : value.b().asString(StandardCharsets.ISO_8859_1);
    }
}
