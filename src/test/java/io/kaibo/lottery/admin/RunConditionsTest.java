package io.kaibo.lottery.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryKind;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryTable;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.record.Rules;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What each condition of a start and of its end is for: with it the promise holds, with it taken away it does not. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class RunConditionsTest {

    private static final RoomId ROOM = new RoomId("wx-7");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Rules.Times TIMES = new Rules.Times(NOW, NOW.plusSeconds(60));
    private static final int THREADS = 4;

    @Inject
    World world;

    @Inject
    PlanTable plans;

    @Inject
    RunTable runs;

    @Inject
    LotteryTable lotteries;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyThePlanThatWasSeenIsStarted(boolean kept) {
        Lottery seen = created();
        plans.change(seen, plan("another"), NOW);
        without(RunTable.SEEN_TO_START, kept);
        assertThat(start(seen) instanceof StartOutcome.Started).isEqualTo(!kept);
        assertThat(stored(seen).state()).isEqualTo(kept ? LotteryState.DRAFT : LotteryState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlanWithCodesIsNotStartedWithoutThem(boolean kept) {
        Lottery seen = created(new LotteryPlan(
                "codes",
                LotteryKind.LIKE,
                null,
                List.of(new Prize("一等奖", "兑换码", 1, 29900, Prize.Redemption.CODE)),
                60,
                3600,
                0,
                0,
                null));
        without(RunTable.SEEN_WITH_CODES, kept);
        StartOutcome outcome = start(seen);
        if (kept) {
            assertThat(outcome).isEqualTo(new StartOutcome.CodesMissing(List.of(0)));
        }
        assertThat(stored(seen).state()).isEqualTo(kept ? LotteryState.DRAFT : LotteryState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rulesAreWrittenOnce(boolean kept) {
        Lottery seen = created();
        Map<String, AttributeValue> rules = new HashMap<>(LotteryItems.rulesKey(seen.id()));
        rules.put("bytes", Item.of("first".getBytes(StandardCharsets.UTF_8)));
        rules.put("rulesOf", Item.of(seen.id().value()));
        world.putItem(LotteryItems.TABLE, rules);
        without(RunTable.NO_RULES, kept);
        assertThat(start(seen) instanceof StartOutcome.NotAsSeen).isEqualTo(kept);
        assertThat(world.item(LotteryItems.TABLE, LotteryItems.rulesKey(seen.id()))
                        .get("bytes")
                        .b()
                        .asUtf8String())
                .isEqualTo(kept ? "first" : "rules");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofManyOfAKindOneRunsAtATime(boolean kept) throws Exception {
        List<Lottery> drafts =
                IntStream.range(0, THREADS).mapToObj(_ -> created()).toList();
        without(RunTable.NONE_RUNS, kept);
        List<StartOutcome> outcomes = Together.run(drafts.stream()
                .map(draft -> (Callable<StartOutcome>) () -> start(draft))
                .toList());
        assertThat(outcomes).filteredOn(StartOutcome.Started.class::isInstance).hasSize(kept ? 1 : THREADS);
        assertThat(lotteries.findByRoom(ROOM))
                .filteredOn(lottery -> lottery.state() == LotteryState.RUNNING)
                .hasSize(kept ? 1 : THREADS);
    }

    @Test
    void whenOneHasClosedTheNextStarts() {
        start(created());
        Lottery next = created();
        assertThat(runs.start(
                        next, TIMES, new byte[1], rules(), TIMES.closesAt().minusMillis(1)))
                .isInstanceOf(StartOutcome.AnotherRuns.class);
        assertThat(runs.start(next, TIMES, new byte[1], rules(), TIMES.closesAt()))
                .isInstanceOf(StartOutcome.Started.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLotteryThatHasClosedIsNotMadeVoid(boolean kept) {
        Lottery running = created();
        start(running);
        without(RunTable.BEFORE_CLOSE, kept);
        runs.voidByOperator(running, "too many entered", TIMES.closesAt());
        assertThat(stored(running).state()).isEqualTo(kept ? LotteryState.RUNNING : LotteryState.VOID);
    }

    @Test
    void aLotteryThatWasStartedMeanwhileIsNotDeleted() {
        Lottery seen = created();
        start(seen);
        assertThat(plans.delete(seen, NOW)).isFalse();
        assertThat(stored(seen).state()).isEqualTo(LotteryState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfOneDoesNotMakePlaceBesideAnother(boolean kept) {
        Lottery running = created();
        start(running);
        Map<String, AttributeValue> other = new HashMap<>(LotteryItems.runningKey(ROOM, LotteryKind.LIKE));
        other.put("lottery", Item.of("another"));
        other.put("until", Item.of(TIMES.closesAt()));
        world.putItem(LotteryItems.TABLE, other);
        without(RunTable.THIS_RUNS, kept);
        runs.voidByOperator(running, "words", NOW);
        assertThat(world.item(LotteryItems.TABLE, LotteryItems.runningKey(ROOM, LotteryKind.LIKE))
                        .get("until"))
                .isEqualTo(Item.of(kept ? TIMES.closesAt() : NOW));
        assertThat(stored(running).state()).isEqualTo(kept ? LotteryState.RUNNING : LotteryState.VOID);
    }

    private StartOutcome start(Lottery seen) {
        return runs.start(seen, TIMES, new byte[1], rules(), NOW);
    }

    private static byte[] rules() {
        return "rules".getBytes(StandardCharsets.UTF_8);
    }

    private Lottery created() {
        return created(plan("first"));
    }

    private Lottery created(LotteryPlan plan) {
        Lottery draft = new Lottery(
                LotteryId.random(new SecureRandom()),
                ROOM,
                LotteryState.DRAFT,
                PlanTable.newVersion(),
                plan,
                NOW,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
        return ((LotteryCreation.Created) plans.create(draft)).lottery();
    }

    private static LotteryPlan plan(String title) {
        Prize prize = new Prize("一等奖", "手冲壶", 1, 29900, Prize.Redemption.ADDRESS);
        return new LotteryPlan(title, LotteryKind.LIKE, null, List.of(prize), 60, 3600, 0, 0, null);
    }

    private static void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    private Lottery stored(Lottery lottery) {
        return lotteries.find(lottery.id()).orElseThrow();
    }
}
