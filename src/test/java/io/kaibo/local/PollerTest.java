package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Against ElasticMQ, with queues of this test's own whose visibility time-out is two seconds. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PollerTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InvocationLog LOG =
            new InvocationLog(new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());

    @Inject
    TestLambda lambda;

    @Inject
    LocalAws aws;

    private final String stage = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
    private Template template;
    private SqsClient sqs;
    private Poller poller;

    @BeforeEach
    void createQueues() {
        template = TestLambda.template(stage);
        sqs = aws.sqs();
        Provision.at(aws, template);
    }

    @AfterEach
    void stop() {
        if (poller != null) {
            poller.close();
        }
        sqs.close();
    }

    @Test
    void onlyWhatFailedComesBackAndAfterItsLastReceiveGoesToTheDeadLetters() throws IOException {
        send("{\"id\":\"" + stage + "-good\",\"poisoned\":false}", "{\"id\":\"" + stage + "-bad\",\"poisoned\":true}");
        poll("Partial", lambda.of(template));

        Message dead = awaitDeadLetter();

        assertThat(JSON.readTree(dead.body()).get("id").asText()).isEqualTo(stage + "-bad");
        assertThat(Parcels.RECEIVED)
                .containsEntry(stage + "-good", 1)
                .containsEntry(stage + "-bad", 2); // the queue's maxReceiveCount
        awaitEmpty();
    }

    @Test
    void aRecordIsAsLambdaGivesIt() {
        Queue<JsonNode> records = new ConcurrentLinkedQueue<>();
        sqs.sendMessage(b -> b.queueUrl(url("parcels"))
                .messageBody("hello")
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("on-air")
                                .build())));
        poll("Partial", recording(event -> {
            records.add(event.at("/Records/0"));
            return answer("");
        }));

        await().atMost(SOON).until(() -> !records.isEmpty());
        JsonNode entry = records.element();
        assertThat(entry.get("body").asText()).isEqualTo("hello");
        assertThat(entry.get("md5OfBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(entry.get("messageId").asText()).isNotEmpty();
        assertThat(entry.get("receiptHandle").asText()).isNotEmpty();
        assertThat(entry.get("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(entry.get("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(entry.get("eventSourceARN").asText())
                .isEqualTo("arn:aws:sqs:us-east-1:000000000000:kaibo-" + stage + "-parcels");
        assertThat(entry.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(entry.at("/attributes/SentTimestamp").asText()).matches("\\d{13}");
        assertThat(entry.at("/messageAttributes/kind/stringValue").asText()).isEqualTo("on-air");
        awaitEmpty();
    }

    @Test
    void aThrownErrorReturnsTheWholeBatch() {
        var calls = new AtomicInteger();
        send("1", "2", "3");
        poll(
                "Partial",
                recording(event -> calls.getAndIncrement() == 0
                        ? new Invocation.Failed(new IllegalStateException())
                        : answer("")));

        await().atMost(SOON).until(() -> batches.stream().mapToInt(List::size).sum() >= 6);
        assertThat(batches.stream().flatMap(List::stream).toList())
                .containsExactlyInAnyOrder("1", "2", "3", "1", "2", "3");
        awaitEmpty();
    }

    @Test
    void anAnswerThatNamesAStrangerReturnsTheWholeBatch() {
        var calls = new AtomicInteger();
        send("1", "2");
        poll(
                "Partial",
                recording(event -> calls.getAndIncrement() == 0
                        ? answer("{\"batchItemFailures\":[{\"itemIdentifier\":\"stranger\"}]}")
                        : answer("{\"batchItemFailures\":[]}")));

        await().atMost(SOON).until(() -> batches.stream().mapToInt(List::size).sum() >= 4);
        assertThat(batches.stream().flatMap(List::stream).toList()).containsExactlyInAnyOrder("1", "2", "1", "2");
        awaitEmpty();
    }

    @Test
    void withoutReportBatchItemFailuresTheAnswerDoesNotCount() {
        send("1");
        poll(
                "Ignored",
                recording(event -> answer("{\"batchItemFailures\":[{\"itemIdentifier\":\""
                        + event.at("/Records/0/messageId").asText() + "\"}]}")));

        await().atMost(SOON).until(() -> !batches.isEmpty());
        awaitEmpty();
        assertThat(batches).containsExactly(List.of("1"));
    }

    @Test
    void aBatchIsNoLargerThanItsSize() {
        send(IntStream.range(0, 7).mapToObj(Integer::toString).toArray(String[]::new));
        poll("Small", recording(event -> answer("")));

        await().atMost(SOON).until(() -> batches.stream().mapToInt(List::size).sum() == 7);
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(3));
        awaitEmpty();
    }

    @Test
    void aWindowFillsABatchThatNoSingleCallCouldGive() {
        String[] bodies = IntStream.range(0, 25).mapToObj(Integer::toString).toArray(String[]::new);
        send(bodies);
        poll("Large", recording(event -> answer("")));

        await().atMost(SOON).until(() -> !batches.isEmpty());
        assertThat(batches.element()).containsExactlyInAnyOrder(bodies);
        awaitEmpty();
    }

    @Test
    void noMoreInvocationsRunAtOnceThanTheMappingAllows() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var twoRun = new CountDownLatch(2);
        var go = new CountDownLatch(1);
        send(IntStream.range(0, 9).mapToObj(Integer::toString).toArray(String[]::new));
        poll("Small", recording(event -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            twoRun.countDown();
            uninterrupted(go);
            running.decrementAndGet();
            return answer("");
        }));

        uninterrupted(twoRun);
        // for longer than a poll takes, in which a third would come
        await().during(Duration.ofMillis(1500)).atMost(SOON).until(() -> running.get() == 2);
        go.countDown();
        await().atMost(SOON).until(() -> batches.stream().mapToInt(List::size).sum() >= 9);
        assertThat(most).hasValue(2);
    }

    private interface Answer {
        Invocation to(JsonNode event);
    }

    private Invoker recording(Answer answer) {
        return (function, event) -> {
            try {
                JsonNode json = JSON.readTree(event);
                batches.add(json.get("Records").findValuesAsText("body"));
                return answer.to(json);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
    }

    private static Invocation answer(String json) {
        return new Invocation.Answered(json.getBytes(StandardCharsets.UTF_8));
    }

    private void poll(String mapping, Invoker invoker) {
        Template.Function function = template.functions().getFirst();
        poller = new Poller(
                function.name(),
                function.mappings().stream()
                        .filter(m -> m.event().equals(mapping))
                        .findFirst()
                        .orElseThrow(),
                sqs,
                invoker,
                LOG);
    }

    private void send(String... bodies) {
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, bodies.length)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(bodies[i])
                        .build())
                .toList();
        for (int from = 0; from < entries.size(); from += 10) {
            List<SendMessageBatchRequestEntry> page = entries.subList(from, Math.min(from + 10, entries.size()));
            sqs.sendMessageBatch(b -> b.queueUrl(url("parcels")).entries(page));
        }
    }

    private String url(String queue) {
        return sqs.getQueueUrl(b -> b.queueName("kaibo-" + stage + "-" + queue)).queueUrl();
    }

    private Message awaitDeadLetter() {
        return await().atMost(SOON)
                .until(
                        () -> sqs.receiveMessage(b -> b.queueUrl(url("parcels-dlq")))
                                .messages(),
                        messages -> !messages.isEmpty())
                .getFirst();
    }

    /** Nothing waits in the queue, and nothing is out of sight to come back. */
    private void awaitEmpty() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sqs.getQueueAttributes(
                                        b -> b.queueUrl(url("parcels")).attributeNames(QueueAttributeName.ALL))
                                .attributes())
                        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
                        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"));
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
