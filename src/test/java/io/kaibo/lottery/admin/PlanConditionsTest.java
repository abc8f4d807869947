package io.kaibo.lottery.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryKind;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryTable;
import io.kaibo.lottery.Prize;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of the table of plans is for: with it the promise holds, with it taken away it does not. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PlanConditionsTest {

    private static final RoomId ROOM = new RoomId("wx-7");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int THREADS = 8;

    @Inject
    World world;

    @Inject
    PlanTable plans;

    @Inject
    LotteryTable lotteries;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofManyAtOnceExactlyThirtyStand(boolean kept) throws Exception {
        int before = LotteryCreation.MOST - 3;
        IntStream.range(0, before).forEach(_ -> plans.create(draft("x")));
        without(PlanTable.HAS_PLACE, kept);
        List<LotteryCreation> creations = Together.run(IntStream.range(0, THREADS)
                .mapToObj(_ -> (Callable<LotteryCreation>) () -> plans.create(draft("x")))
                .toList());
        int placed = kept ? 3 : THREADS;
        assertThat(creations)
                .filteredOn(LotteryCreation.Created.class::isInstance)
                .hasSize(placed);
        assertThat(lotteries.findByRoom(ROOM)).hasSize(before + placed);
        assertThat(count()).isEqualTo(before + placed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLotteryThatIsThereIsNotCreatedAgain(boolean kept) {
        Lottery first = draft("first");
        plans.create(first);
        plans.push(first.id(), first.version());
        without(PlanTable.ABSENT, kept);
        LotteryCreation again = plans.create(first);
        assertThat(again instanceof LotteryCreation.Existing).isEqualTo(kept);
        assertThat(stored(first).state()).isEqualTo(kept ? LotteryState.READY : LotteryState.DRAFT);
        assertThat(count()).isEqualTo(kept ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChangeMeetsThePlanThatWasSeen(boolean kept) {
        Lottery seen = created();
        plans.change(seen, plan("second"), NOW);
        without(PlanTable.SEEN_TO_CHANGE, kept);
        assertThat(plans.change(seen, plan("third"), NOW).isEmpty()).isEqualTo(kept);
        assertThat(stored(seen).plan().title()).isEqualTo(kept ? "second" : "third");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsPushedToTheAnchorIsWhatWasSeen(boolean kept) {
        Lottery seen = created();
        plans.change(seen, plan("second"), NOW);
        without(PlanTable.SEEN_TO_PUSH, kept);
        assertThat(plans.push(seen.id(), seen.version()).isEmpty()).isEqualTo(kept);
        assertThat(stored(seen).state()).isEqualTo(kept ? LotteryState.DRAFT : LotteryState.READY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLotteryGivesItsPlaceBackOnce(boolean kept) {
        created();
        Lottery gone = created();
        assertThat(plans.delete(gone, NOW)).isTrue();
        without(PlanTable.SEEN_TO_DELETE, kept);
        assertThat(plans.delete(gone, NOW)).isEqualTo(!kept);
        assertThat(count()).isEqualTo(kept ? 1 : 0);
    }

    private Lottery created() {
        return ((LotteryCreation.Created) plans.create(draft("first"))).lottery();
    }

    private static Lottery draft(String title) {
        return new Lottery(
                LotteryId.random(new SecureRandom()),
                ROOM,
                LotteryState.DRAFT,
                PlanTable.newVersion(),
                plan(title),
                NOW,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
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

    private int count() {
        return Integer.parseInt(
                world.item(LotteryItems.TABLE, "ROOM#" + ROOM, "COUNT").get("n").n());
    }
}
