package io.kaibo.lottery.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.drand.DrandChain;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.VoidReason;
import io.kaibo.lottery.draw.VoidTable;
import io.kaibo.room.RoomId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of the lease is for: with it the promise holds, with it taken away it does not. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class StepConditionsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    World world;

    @Inject
    RunningLotteries lotteries;

    @Inject
    StepTable steps;

    @Inject
    VoidTable voids;

    private LotteryId id;
    private @Nullable Instant dueAt;

    @BeforeEach
    void start() {
        world.clean();
        id = lotteries.start(new RoomId("wx-7"), RunningLotteries.plan(1, 0, null), DrandChain.QUICKNET);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneInstanceAtATimeHasTheLease(boolean kept) {
        assertThat(steps.lease(id, "one", NOW, NOW.plusSeconds(330))).isPresent();
        without(StepTable.FREE, kept);
        assertThat(steps.lease(id, "two", NOW.plusSeconds(329), NOW.plusSeconds(660))
                        .isEmpty())
                .isEqualTo(kept);
        assertThat(steps.lease(id, "three", NOW.plusSeconds(661), NOW.plusSeconds(900)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLeaseThatLapsedIsNotGivenBack(boolean kept) {
        steps.lease(id, "one", NOW, NOW.plusSeconds(330));
        steps.lease(id, "two", NOW.plusSeconds(331), NOW.plusSeconds(660));
        without(StepTable.MINE, kept);
        steps.giveBack(id, "one");
        assertThat(steps.lease(id, "three", NOW.plusSeconds(332), NOW.plusSeconds(900))
                        .isEmpty())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLotteryThatIsVoidMeanwhileStaysDueForItsAnnouncement(boolean kept) {
        Lottery running =
                steps.lease(id, "one", NOW, NOW.plusSeconds(330)).orElseThrow().lottery();
        voids.write(id, LotteryState.RUNNING, VoidReason.ROOM_OVER, NOW);
        without(StepTable.MINE_IN_STATE, kept);
        assertThat(steps.writeAnnounced(running, "one", NOW.plusSeconds(600)).isEmpty())
                .isEqualTo(kept);
        assertThat(steps.find(id).isDue(NOW)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInstanceWhoseLeaseLapsedMovesNoLottery(boolean kept) {
        Lottery running =
                steps.lease(id, "one", NOW, NOW.plusSeconds(330)).orElseThrow().lottery();
        steps.lease(id, "two", NOW.plusSeconds(331), NOW.plusSeconds(660));
        steps.writeAnnounced(running, "two", NOW.plusSeconds(600));
        without(StepTable.MINE_IN_STATE, kept);
        steps.writeAnnounced(running, "one", NOW.plusSeconds(300));
        assertThat(steps.find(id).dueAt()).isEqualTo(NOW.plusSeconds(kept ? 600 : 300));
    }

    /** The late one would have the lottery be due at another time, and give back the lease of the instance that works on it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInstanceWhoseLeaseLapsedHandsNothingOut(boolean kept) {
        leaseTwice();
        without(StepTable.MINE, kept);
        steps.writeHandedOut(id, "one", NOW.plusSeconds(300));
        assertThat(steps.find(id).dueAt()).isEqualTo(kept ? dueAt : NOW.plusSeconds(300));
        assertThatTheLeaseHolds(kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInstanceWhoseLeaseLapsedEndsNoWait(boolean kept) {
        leaseTwice();
        without(StepTable.MINE, kept);
        steps.writeHandedOut(id, "one", null);
        assertThat(steps.find(id).dueAt()).isEqualTo(kept ? dueAt : null);
        assertThatTheLeaseHolds(kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInstanceWhoseLeaseLapsedPutsNothingOff(boolean kept) {
        leaseTwice();
        without(StepTable.MINE, kept);
        steps.putOff(id, "one", NOW.plusSeconds(300), 7);
        assertThat(steps.find(id).dueAt()).isEqualTo(kept ? dueAt : NOW.plusSeconds(300));
        assertThat(steps.find(id).tries()).isEqualTo(kept ? 0 : 7);
        assertThatTheLeaseHolds(kept);
    }

    /** The lease of the first instance lapses, and another one takes it. */
    private void leaseTwice() {
        steps.lease(id, "one", NOW, NOW.plusSeconds(330));
        dueAt = steps.lease(id, "two", NOW.plusSeconds(331), NOW.plusSeconds(660))
                .orElseThrow()
                .dueAt();
    }

    private void assertThatTheLeaseHolds(boolean holds) {
        assertThat(steps.lease(id, "three", NOW.plusSeconds(332), NOW.plusSeconds(900))
                        .isEmpty())
                .isEqualTo(holds);
    }

    private static void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }
}
