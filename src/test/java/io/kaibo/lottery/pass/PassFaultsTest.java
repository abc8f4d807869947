package io.kaibo.lottery.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryStep;
import io.kaibo.lottery.WinDays;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.Withdrawal;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Exhaustive;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every single fault while prizes are passed on: each goes to its rank once, or finds none left. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PassFaultsTest {

    private static final int ALL = Integer.MAX_VALUE;

    /** Of the passes of two deadlines: the calls of a pass are struck in the sweep over those of one deadline too. */
    private static final int ONE_OF = Exhaustive.size(1, 3);

    @Inject
    World world;

    @Inject
    DrawnLotteries drawn;

    @Inject
    Deliveries deliveries;

    @Inject
    WithdrawPrize withdrawPrize;

    private LotteryId id;
    private List<Alias> ranks;
    private List<Map<String, AttributeValue>> items;

    @Test
    void noFaultLosesAPassOrMakesItTwice() throws Exception {
        world.clean();
        id = drawn.draw(2, 2, 3);
        ranks = drawn.ranks(id);
        items = world.items(LotteryItems.TABLE);
        FaultSweep.Report report = FaultSweep.over("passing two prizes on", new Passing());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(10);
    }

    /**
     * Of two prizes one is withdrawn; both are passed on after the first deadline and after the second one, the last ranks are ranked again,
     * and both lapse. A fault leaves a prize with another deadline than the other's.
     */
    @Test
    void noFaultChangesWhereWithdrawnPrizesAndThoseOfTwoDeadlinesGo() throws Exception {
        world.clean();
        id = drawn.draw(2, 2, 5);
        ranks = drawn.ranks(id);
        SetupCalls.run(() ->
                withdrawPrize.withdraw(id, ranks.getFirst(), new WithdrawBody(Withdrawal.Reason.CANNOT_RECEIVE, "放弃")));
        drawn.keepRanks(id, 3);
        items = world.items(LotteryItems.TABLE);
        FaultSweep.Report report = FaultSweep.overSome("passing prizes on twice", new PassingTwice(), ALL, ONE_OF);
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(20);
    }

    private final class PassingTwice implements FaultSweep.Flow {

        private static final int DEADLINES = 3;

        @Override
        public void prepare() {
            new Passing().prepare();
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(
                    drawn::sweep,
                    PassFaultsTest.this::deliver,
                    this::passDeadline,
                    drawn::sweep,
                    PassFaultsTest.this::deliver);
        }

        private void passDeadline() {
            drawn.pass(DrawnLotteries.UNTIL_PASS.plusMinutes(6));
        }

        @Override
        public void settle() {
            for (int round = 0; round < DEADLINES; round++) {
                passDeadline();
                drawn.sweep();
                deliver();
            }
            assertThat(world.takeMessages(LotteryStep.QUEUE)).isEmpty();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(drawn.passes(id))
                    .extracting(Pass::number, Pass::slot, Pass::from, Pass::to, Pass::reason)
                    .containsExactly(
                            tuple(1, 0, ranks.get(0), ranks.get(2), PassReason.CANNOT_RECEIVE),
                            tuple(2, 1, ranks.get(1), ranks.get(3), PassReason.NOT_CLAIMED),
                            tuple(3, 0, ranks.get(2), ranks.get(4), PassReason.NOT_CLAIMED),
                            tuple(4, 1, ranks.get(3), null, PassReason.NOT_CLAIMED),
                            tuple(5, 0, ranks.get(4), null, PassReason.NOT_CLAIMED));
            assertThat(drawn.winners(id))
                    .extracting(Winner::state)
                    .containsExactly(
                            PrizeState.WITHDRAWN,
                            PrizeState.LAPSED,
                            PrizeState.LAPSED,
                            PrizeState.LAPSED,
                            PrizeState.LAPSED);
            assertThat(world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id)))
                    .as("it waits for nothing")
                    .doesNotContainKeys("due", "dueAt", "stepEnds");
        }
    }

    private void deliver() {
        deliveries.round("lottery-draw", Deliveries.How.ONCE);
    }

    private final class Passing implements FaultSweep.Flow {

        @Override
        public void prepare() {
            world.clean();
            world.putItems(LotteryItems.TABLE, items);
            drawn.pass(Duration.ofMinutes(10).plus(DrawnLotteries.UNTIL_PASS));
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(drawn::sweep, PassFaultsTest.this::deliver);
        }

        /** A lease that a crash left lapses. */
        @Override
        public void settle() {
            for (int round = 0; round < 3; round++) {
                drawn.pass(Duration.ofMinutes(6));
                drawn.sweep();
                deliver();
            }
            assertThat(world.takeMessages(LotteryStep.QUEUE)).isEmpty();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            assertThat(drawn.passes(id))
                    .extracting(Pass::number, Pass::slot, Pass::from, Pass::to)
                    .containsExactly(tuple(1, 0, ranks.get(0), ranks.get(2)), tuple(2, 1, ranks.get(1), null));
            List<Winner> winners = drawn.winners(id);
            assertThat(winners)
                    .extracting(Winner::state)
                    .containsExactly(PrizeState.LAPSED, PrizeState.LAPSED, PrizeState.OFFERED);
            Winner last = winners.getLast();
            assertThat(world.item(
                            LotteryItems.TABLE,
                            LotteryItems.winKey(WinDays.of(last.offeredAt()), last.person(), id, 0)))
                    .as("the win, for the limit of later lotteries")
                    .isNotEmpty();
            assertThat(world.item(LotteryItems.TABLE, LotteryItems.lotteryKey(id))
                            .get("dueAt")
                            .n())
                    .isEqualTo(Long.toString(last.deadline().plusSeconds(35).toEpochMilli()));
        }
    }
}
