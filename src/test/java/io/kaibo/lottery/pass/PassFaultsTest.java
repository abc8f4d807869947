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
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every single fault while two prizes are passed on: each goes to its rank once, one with a rank and one that finds none left. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PassFaultsTest {

    @Inject
    World world;

    @Inject
    DrawnLotteries drawn;

    @Inject
    Deliveries deliveries;

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

    private final class Passing implements FaultSweep.Flow {

        @Override
        public void prepare() {
            world.clean();
            world.putItems(LotteryItems.TABLE, items);
            drawn.pass(Duration.ofMinutes(10).plus(DrawnLotteries.UNTIL_PASS));
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(drawn::sweep, this::deliver);
        }

        private void deliver() {
            deliveries.round("lottery-draw", Deliveries.How.ONCE);
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
