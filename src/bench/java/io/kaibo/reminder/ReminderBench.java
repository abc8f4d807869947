package io.kaibo.reminder;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Words;
import io.kaibo.message.MessageConfig;
import io.kaibo.message.SendState;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Lets a room of 100,000 subscribers go on air, with every page delivered twice and the senders crashing. It also measures
 * the reminders in a second, beside a bare loop that makes the two writes and the call of WeChat that each reminder needs.
 * Prints a table in Markdown. For a first look, {@code -Dkaibo.bench.subscribers=2000 -Dkaibo.bench.measured=2000
 * -Dkaibo.bench.runs=1}. It asserts what happened and which requests were made; times are only printed.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ReminderBench {

    private static final int SUBSCRIBERS = Integer.getInteger("kaibo.bench.subscribers", 100_000);
    private static final int CRASHES = 3;
    private static final Deliveries.How TWICE = new Deliveries.How(2, 4);

    private static final int MEASURED = Integer.getInteger("kaibo.bench.measured", 10_000);
    private static final int WARM_UPS = 1;
    private static final int RUNS = Integer.getInteger("kaibo.bench.runs", 7);
    private static final int PAGES_AT_ONCE = 2;

    /** Most recipients of a page, and the shards of a room, each of which has a page that is not full. */
    private static final int PAGE = 100;

    private static final int SHARDS = 16;

    private static final String SEND = "/cgi-bin/message/subscribe/send";

    @Inject
    Reminding reminding;

    @Inject
    ManySubscribers many;

    @Inject
    BareLoop bare;

    @Inject
    MessageConfig config;

    @Inject
    World world;

    /** The application's own calls, without those of Lambda's poller. */
    private record Row(String run, long nanos, long weChat, long reads, long writes, long sqs) {

        double perSecond() {
            return MEASURED * 1e9 / nanos;
        }
    }

    /** A way to send one reminder to each. */
    private interface Way {
        Callable<?> over(long room, List<String> openids);
    }

    @Test
    void noSubscriberIsToldTwiceAndAllAreAccountedFor() {
        reminding.clean();
        long room = reminding.room();
        List<String> openids = many.of(Reminding.id(room), SUBSCRIBERS);
        reminding.goesOnAir(room);
        reminding.deliveries().untilEmpty("reminder-dispatch", TWICE, Reminding.SOME_TIME);

        for (int crash = 1; crash <= CRASHES; crash++) {
            Calls.reset();
            Calls.crashAfter(SUBSCRIBERS / 4, "WeChat." + SEND);
            reminding.deliveries().round("reminder-send", TWICE);
            Calls.revive();
            assertThat(Calls.hasStruck()).as("crash " + crash).isTrue();
            world.clock().advance(Duration.ofMinutes(3));
        }
        Calls.reset();
        reminding.deliveries().untilEmpty("reminder-send", TWICE, Reminding.SOME_TIME);

        Map<String, Integer> received = new HashMap<>();
        many.received(openids)
                .forEach((openid, messages) ->
                        received.put(LocalPersons.of(openid).value(), messages));
        Map<String, Map<Integer, Long>> states = world.items(ReminderItems.TABLE).stream()
                .filter(item -> item.containsKey("sendState"))
                .collect(groupingBy(
                        item -> item.get("sendState").s(),
                        groupingBy(item -> received.get(item.get("sk").s()), counting())));
        long sends = sends();
        System.out.printf(
                "%n%,d subscribers, %d crashes; messages and how many got so many, by states: %s; %,d sends%n",
                SUBSCRIBERS, CRASHES, states, sends);
        assertThat(states).containsOnlyKeys(Words.of(SendState.SENT), Words.of(SendState.UNKNOWN));
        assertThat(states.get(Words.of(SendState.SENT))).containsOnlyKeys(1);
        assertThat(states.get(Words.of(SendState.UNKNOWN)).keySet()).isSubsetOf(0, 1);
        long sent = people(states.get(Words.of(SendState.SENT)));
        long unknown = people(states.get(Words.of(SendState.UNKNOWN)));
        assertThat(sent + unknown).isEqualTo(SUBSCRIBERS);
        assertThat(unknown).isGreaterThanOrEqualTo(CRASHES);
        assertThat(sends)
                .isBetween(sent, sent + unknown)
                .isEqualTo(
                        received.values().stream().mapToLong(Integer::longValue).sum());
    }

    @Test
    void remindersInASecond() throws Exception {
        assertThat(traces(this::bare)).hasSize(4).isEqualTo(traces(this::ours));

        List<Row> bareRows = new ArrayList<>();
        List<Row> ourRows = new ArrayList<>();
        for (int run = 0; run < WARM_UPS + RUNS; run++) {
            bareRows.add(measured("bare loop, two writes and the call", this::bare));
            ourRows.add(measured("from the sync to the last reminder", this::ours));
            System.out.printf(
                    "%d: %.0f/s and %.0f/s%n",
                    run, bareRows.getLast().perSecond(), ourRows.getLast().perSecond());
        }
        assertThat(bareRows).allSatisfy(ReminderBench::asksForNothingElse);
        assertThat(ourRows).allSatisfy(ReminderBench::asksForLittleElse);

        Row bareMedian = median(bareRows.subList(WARM_UPS, bareRows.size()));
        Row ourMedian = median(ourRows.subList(WARM_UPS, ourRows.size()));

        System.out.printf(
                "%n| run | reminders/s | × bare loop | WeChat calls | DynamoDB reads | DynamoDB writes | SQS |%n");
        System.out.printf("| --- | --- | --- | --- | --- | --- | --- |%n");
        for (Row row : List.of(bareMedian, ourMedian)) {
            System.out.printf(
                    "| %s | %.0f | %.2f | %.3f | %.3f | %.3f | %.4f |%n",
                    row.run(),
                    row.perSecond(),
                    row.perSecond() / bareMedian.perSecond(),
                    (double) row.weChat() / MEASURED,
                    (double) row.reads() / MEASURED,
                    (double) row.writes() / MEASURED,
                    (double) row.sqs() / MEASURED);
        }
    }

    /** A call of WeChat and two writes a reminder. */
    private static void asksForNothingElse(Row row) {
        assertThat(row.weChat()).isEqualTo(MEASURED);
        assertThat(row.writes()).isEqualTo(2L * MEASURED);
        assertThat(row.reads() + row.sqs()).isZero();
    }

    /** The further calls for each page, each shard and the room, without those for each reminder. */
    private static void asksForLittleElse(Row row) {
        int pages = MEASURED / PAGE + SHARDS;
        assertThat(row.weChat())
                .as("calls of WeChat: the list beside the sends")
                .isBetween(1L + MEASURED, 2L + MEASURED);
        assertThat(row.writes())
                .as("writes: how far each shard is cut, and the room")
                .isBetween(2L * MEASURED, 2L * MEASURED + 2 * SHARDS);
        assertThat(row.reads()).as("reads").isLessThanOrEqualTo(5L * pages + 3 * SHARDS);
        assertThat(row.sqs()).as("calls of SQS").isLessThanOrEqualTo(2L + 2 * SHARDS);
    }

    private Callable<?> bare(long room, List<String> openids) {
        return bare.over(Reminding.id(room), openids, config.senders() * PAGES_AT_ONCE);
    }

    private Callable<?> ours(long room, List<String> openids) {
        Deliveries.How how = new Deliveries.How(1, PAGES_AT_ONCE);
        world.sandbox().moveRoom(room, 101);
        return () -> {
            reminding.sync();
            reminding.everythingArrives(how);
            return null;
        };
    }

    /** Runs in a world of its own, so that no run finds a longer table than another. */
    private Row measured(String run, Way way) throws Exception {
        reminding.clean();
        Callable<?> work = prepared(way, MEASURED);
        Calls.reset();
        long began = System.nanoTime();
        work.call();
        long nanos = System.nanoTime() - began;
        List<String> calls = Calls.made();
        assertThat(sends()).isEqualTo(MEASURED);
        assertThat(reminding.states()).containsOnlyKeys(Words.of(SendState.SENT));
        long dynamoDb = count(calls, "DynamoDb.");
        return new Row(
                run, nanos, count(calls, "WeChat."), dynamoDb - Calls.writes(), Calls.writes(), count(calls, "Sqs."));
    }

    private Callable<?> prepared(Way way, int count) {
        long room = reminding.room();
        return way.over(room, many.of(Reminding.id(room), count));
    }

    /** The writes that a way makes and what it leaves here and at WeChat, without times and ids. */
    private Set<String> traces(Way way) throws Exception {
        reminding.clean();
        Callable<?> work = prepared(way, 1);
        Set<String> traces = ConcurrentHashMap.newKeySet();
        Calls.rewrite(request -> {
            if (request instanceof UpdateItemRequest update
                    && update.updateExpression().contains("sendState")) {
                traces.add(update.toBuilder()
                        .expressionAttributeValues(new TreeMap<>(update.expressionAttributeValues()))
                        .build()
                        .toString());
            }
            return request;
        });
        work.call();
        Calls.reset();
        world.items(ReminderItems.TABLE).stream()
                .filter(item -> item.containsKey("sendState"))
                .forEach(item -> traces.add(new TreeMap<>(item).toString()));
        world.sandbox().messages().forEach(message -> traces.add(message.toString()));
        return traces.stream().map(trace -> trace.replaceAll("[0-9a-f]", "0")).collect(Collectors.toSet());
    }

    private static long people(Map<Integer, Long> byMessages) {
        return byMessages.values().stream().mapToLong(Long::longValue).sum();
    }

    private int sends() {
        return world.sandbox().calls().get(SEND);
    }

    private static long count(List<String> calls, String prefix) {
        return calls.stream().filter(call -> call.startsWith(prefix)).count();
    }

    private static Row median(List<Row> rows) {
        return rows.stream()
                .sorted(Comparator.comparingLong(Row::nanos))
                .toList()
                .get(rows.size() / 2);
    }
}
