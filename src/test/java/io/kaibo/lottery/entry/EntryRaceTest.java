package io.kaibo.lottery.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Item;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Exhaustive;
import io.kaibo.testing.Interleaving;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A viewer enters while the lottery is frozen, in every order of their steps at the table: the viewer's read of the lottery, the put and
 * the read of the gate; the freeze's put of the gate, its read of the entries, and its two writes of the frozen record.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class EntryRaceTest {

    private static final int STEPS_OF_A_FREEZE = 4;
    private static final String OPENID = "o-racer";
    private static final int THREADS = Exhaustive.size(64, 16);
    private static final int MEANWHILE = 4;

    @Inject
    Lotteries lotteries;

    @Inject
    World world;

    @Inject
    EntryTable table;

    private LotteryId id;
    private volatile FrozenRecord frozen;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void aViewerWhoIsToldYesIsFrozen() throws Exception {
        List<String> orders = Interleaving.orders(3, STEPS_OF_A_FREEZE);
        int told = 0;
        for (String order : orders) {
            int status = whileItIsFrozen(
                    order, () -> lotteries.enter(id, OPENID, "{}").status());
            assertThat(status).as(order).isIn(200, 409, 503);
            boolean isFrozen = frozen.entries().count() == 1;
            if (status == 200) {
                told++;
                assertThat(isFrozen).as(order).isTrue();
            }
            // the next try, by an instance that knows of the freeze
            world.clock().advance(Duration.ofSeconds(5));
            assertThat(lotteries.enter(id, OPENID, "{}").status()).as(order).isEqualTo(isFrozen ? 200 : 409);
        }
        System.out.printf("%d interleavings of entering and a freeze, %d told 200%n", orders.size(), told);
        assertThat(told).isBetween(1, orders.size() - 1);
    }

    @Test
    void withoutReadingTheGateAYesIsLost() throws Exception {
        assertThat(countLost(1, () -> {
                    put();
                    return true;
                }))
                .isPositive();
    }

    @Test
    void withTheGateReadBeforeThePutAYesIsLost() throws Exception {
        assertThat(countLost(2, () -> {
                    boolean isOpen = !table.isGateClosed(id, Lotteries.alias(id, OPENID));
                    put();
                    return isOpen;
                }))
                .isPositive();
    }

    /** By the function itself, which knows the lottery as it was a moment ago. */
    @Test
    void withTheGateTakenFromItsSightAViewerWhoIsTooLateIsToldYes() {
        for (boolean seesTheGate : List.of(true, false)) {
            world.clock().stop();
            id = lotteries.start(Lotteries.forComments(null));
            lotteries.enter(id, "o-first", "{}");
            frozen = lotteries.freeze(id);
            Calls.rewrite(seesTheGate ? UnaryOperator.identity() : EntryRaceTest::withoutTheGate);
            assertThat(lotteries.enter(id, OPENID, "{}").status()).isEqualTo(seesTheGate ? 503 : 200);
            assertThat(frozen.entries().count()).isEqualTo(1);
            Calls.reset();
            world.clock().reset();
        }
    }

    /** Each thread enters a few viewers meanwhile, and one once the freeze is over, by a function that knows the lottery as it ran. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofManyWhoEnterAtThatMomentEachWhoIsToldYesIsFrozen(boolean seesTheGate) throws Exception {
        world.clock().stop();
        id = lotteries.start(Lotteries.forComments(null));
        lotteries.enter(id, OPENID, "{}");
        Calls.rewrite(seesTheGate ? UnaryOperator.identity() : EntryRaceTest::withoutTheGate);
        CountDownLatch isFrozen = new CountDownLatch(1);
        List<Callable<List<String>>> calls = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String name = "o-" + thread + "-";
            calls.add(() -> enter(isFrozen, name));
        }
        calls.add(() -> {
            frozen = lotteries.freeze(id);
            isFrozen.countDown();
            return List.of(OPENID);
        });
        List<String> told = Together.run(calls).stream().flatMap(List::stream).toList();
        List<Alias> entries = findFrozen();
        long lost = told.stream()
                .filter(openid -> !entries.contains(Lotteries.alias(id, openid)))
                .count();
        System.out.printf(
                "%d threads, %s the gate: %d told yes, %d frozen, %d lost%n",
                THREADS, seesTheGate ? "with" : "without", told.size(), entries.size(), lost);
        if (seesTheGate) {
            assertThat(lost).isZero();
        } else {
            assertThat(lost).isGreaterThanOrEqualTo(THREADS);
        }
    }

    /** Who was told yes. */
    private List<String> enter(CountDownLatch isFrozen, String name) throws InterruptedException {
        List<String> told = new ArrayList<>();
        for (int i = 0; i <= MEANWHILE; i++) {
            if (i == MEANWHILE) {
                isFrozen.await();
            }
            int status = lotteries.enter(id, name + i, "{}").status();
            assertThat(status).isIn(200, 503);
            if (status == 200) {
                told.add(name + i);
            }
        }
        return told;
    }

    private List<Alias> findFrozen() {
        return frozen.entries().chunks().stream()
                .map(chunk -> new Item(world.item(LotteryItems.TABLE, LotteryItems.chunkKey(id, chunk))))
                .flatMap(chunk -> Alias.split(chunk.bytes("bytes")).stream())
                .toList();
    }

    private static SdkRequest withoutTheGate(SdkRequest request) {
        return request instanceof GetItemRequest look
                        && LotteryItems.GATE.equals(look.key().get("sk").s())
                ? look.toBuilder().key(Item.key("-", "-")).build()
                : request;
    }

    private void put() {
        Alias alias = Lotteries.alias(id, OPENID);
        var now = world.clock().instant();
        table.put(id, new EntryTable.Entrant(LocalPersons.of(OPENID), alias), null, now, now.plusSeconds(60));
    }

    private int countLost(int steps, Callable<Boolean> entering) throws Exception {
        int lost = 0;
        for (String order : Interleaving.orders(steps, STEPS_OF_A_FREEZE)) {
            boolean told = whileItIsFrozen(order, entering);
            if (told && frozen.entries().count() == 0) {
                lost++;
            }
        }
        return lost;
    }

    private <T> T whileItIsFrozen(String order, Callable<T> entering) throws Exception {
        id = lotteries.start(Lotteries.forComments(null));
        int shard = Lotteries.shardOf(id, OPENID);
        AtomicReference<FrozenRecord> record = new AtomicReference<>();
        T answer = Interleaving.run(
                order,
                request -> owner(request, id),
                entering,
                () -> record.set(lotteries.freeze(id, IntStream.of(shard))));
        frozen = record.get();
        return answer;
    }

    private static char owner(SdkRequest request, LotteryId id) {
        return switch (request) {
            case GetItemRequest look when isKeyOf(look.key(), LotteryItems.lotteryKey(id)) -> 'A';
            case GetItemRequest look
            when LotteryItems.GATE.equals(look.key().get("sk").s()) -> 'A';
            case UpdateItemRequest put when put.key().get("pk").s().contains("#E#") -> 'A';
            case PutItemRequest gate
            when LotteryItems.GATE.equals(gate.item().get("sk").s()) -> 'B';
            case QueryRequest _ -> 'B';
            case PutItemRequest record when record.item().get("sk").s().equals("FROZEN") -> 'B';
            case UpdateItemRequest state when isKeyOf(state.key(), LotteryItems.lotteryKey(id)) -> 'B';
            default -> '-';
        };
    }

    private static boolean isKeyOf(Map<String, AttributeValue> key, Map<String, AttributeValue> other) {
        return key.equals(other);
    }
}
