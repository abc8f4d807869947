package io.kaibo.lottery.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Deployment;
import io.kaibo.aws.Item;
import io.kaibo.drand.DrandConfig;
import io.kaibo.http.Viewer;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.draw.BenchedDraw;
import io.kaibo.person.LocalPersons;
import io.kaibo.person.Person;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Viewers enter a lottery, beside a bare loop of the same two calls for each of them; then the lottery is frozen and drawn. Prints two
 * tables in Markdown. What it asserts is which requests were made and what is frozen; times are only printed. For a first look,
 * {@code -Dkaibo.bench.subscribers=1000 -Dkaibo.bench.measured=500 -Dkaibo.bench.runs=1}.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class LotteryBench {

    /** Of the lottery that is frozen. */
    private static final int ENTRIES = Integer.getInteger("kaibo.bench.subscribers", 100_000);

    /** Of each run whose time is taken. */
    private static final int MEASURED = Integer.getInteger("kaibo.bench.measured", 5_000);

    private static final int RUNS = Integer.getInteger("kaibo.bench.runs", 7);
    private static final int THREADS = 16;

    @Inject
    World world;

    @Inject
    RunningLotteries lotteries;

    @Inject
    EnterLottery enterLottery;

    @Inject
    BenchedDraw benchedDraw;

    @Inject
    DrandConfig drand;

    @Inject
    DynamoDbClient dynamoDb;

    @Inject
    Deployment deployment;

    private int room = 1;

    @Test
    void enterFreezeAndDraw() throws Exception {
        world.clean();
        List<Double> bare = new ArrayList<>();
        List<Double> kaibo = new ArrayList<>();
        // the first of each warms up
        for (int run = 0; run <= RUNS; run++) {
            bare.add(enterBare());
            kaibo.add(enterByUseCase());
        }
        double bareRate = median(bare.subList(1, bare.size()));
        double rate = median(kaibo.subList(1, kaibo.size()));
        System.out.printf("%n| entering | entries a second | × bare loop |%n| --- | --- | --- |%n");
        System.out.printf("| a bare loop of the two calls | %.0f | 1.00 |%n", bareRate);
        System.out.printf("| Kaibo | %.0f | %.2f |%n", rate, rate / bareRate);

        LotteryId id = start();
        for (int from = 0; from < ENTRIES; from += 1000) {
            lotteries.enter(
                    id,
                    IntStream.range(from, Math.min(ENTRIES, from + 1000))
                            .mapToObj(i -> "o-" + i)
                            .toList());
        }
        world.clock().advance(RunningLotteries.UNTIL_FREEZE);
        Map<String, Duration> parts = benchedDraw.play(id, ENTRIES);
        assertThat(lotteries.find(id).state()).isEqualTo(LotteryState.DRAWN);
        System.out.printf("%n| of %d entries | s | × reading |%n| --- | --- | --- |%n", ENTRIES);
        double reading = parts.get("reading the entries").toNanos();
        parts.forEach((part, time) ->
                System.out.printf("| %s | %.2f | %.2f |%n", part, time.toNanos() / 1e9, time.toNanos() / reading));
    }

    private LotteryId start() {
        return lotteries.start(new RoomId("wx-" + room++), RunningLotteries.plan(1_000, 0, null), drand.currentChain());
    }

    private double enterByUseCase() throws Exception {
        LotteryId id = start();
        EntryBody like = new EntryBody(null, null);
        enterLottery.enter(id, viewer("o-first"), like);
        Calls.reset();
        double rate = enterAll(i -> enterLottery.enter(id, viewer("o-" + i), like));
        assertThat(Calls.count("DynamoDb.UpdateItem")).isEqualTo(MEASURED);
        // the lottery is read anew once a second, and by several at first
        assertThat(Calls.count("DynamoDb.GetItem")).isBetween((long) MEASURED, MEASURED * 2L);
        return rate;
    }

    private static Viewer viewer(String openid) {
        return new Viewer(LocalPersons.of(openid));
    }

    private double enterBare() throws Exception {
        Lottery lottery = lotteries.find(start());
        return enterAll(i -> enterBare(lottery, LocalPersons.of("o-" + i)));
    }

    private void enterBare(Lottery lottery, Person person) {
        Alias alias = lotteries.alias(lottery.id(), person);
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":now", Item.of(Instant.now()));
        values.put(":person", Item.of(person.value()));
        values.put(":end", Item.of(Instant.now().getEpochSecond()));
        values.put(":writer", Item.of(UUID.randomUUID().toString()));
        dynamoDb.updateItem(UpdateItemRequest.builder()
                .tableName(deployment.resource(LotteryItems.TABLE))
                .key(LotteryItems.entryKey(lottery.id(), alias))
                .updateExpression("SET #at = :now, person = :person, expiresAt = :end, enteredBy = :writer")
                .conditionExpression("attribute_not_exists(person)")
                .expressionAttributeNames(Map.of("#at", "at"))
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
        dynamoDb.getItem(GetItemRequest.builder()
                .tableName(deployment.resource(LotteryItems.TABLE))
                .key(LotteryItems.gateKey(lottery.id(), LotteryItems.shardOf(alias)))
                .consistentRead(true)
                .build());
    }

    private interface Entering {
        void enter(int viewer);
    }

    /** How many enter a second, on so many threads. */
    private static double enterAll(Entering entering) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Callable<Integer> thread = () -> {
            int done = 0;
            for (int i = next.getAndIncrement(); i < MEASURED; i = next.getAndIncrement()) {
                entering.enter(i);
                done++;
            }
            return done;
        };
        long began = System.nanoTime();
        int done = Together.run(Collections.nCopies(THREADS, thread)).stream()
                .mapToInt(Integer::intValue)
                .sum();
        long nanos = System.nanoTime() - began;
        assertThat(done).isEqualTo(MEASURED);
        return done * 1e9 / nanos;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
