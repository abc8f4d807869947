package io.kaibo.lottery.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.WinDays;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.Withdrawal;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prizes that are not claimed, or are withdrawn, go to the next rank after their deadline, or lapse. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PassPrizesTest {

    @Inject
    World world;

    @Inject
    DrawnLotteries drawn;

    @Inject
    RunningLotteries lotteries;

    @Inject
    WithdrawPrize withdrawPrize;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void aPrizeThatIsNotClaimedGoesToTheNextRank() {
        LotteryId id = drawn.draw(3, 2, 6);
        List<Alias> ranks = drawn.ranks(id);
        assertThat(drawn.claim(id, ranks.get(1), world.clock().instant())).isTrue();
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        drawn.step();

        assertThat(drawn.passes(id))
                .extracting(Pass::number, Pass::slot, Pass::from, Pass::to, Pass::rank, Pass::reason)
                .containsExactly(
                        tuple(1, 0, ranks.get(0), ranks.get(3), 4, PassReason.NOT_CLAIMED),
                        tuple(2, 2, ranks.get(2), ranks.get(4), 5, PassReason.NOT_CLAIMED));
        assertThat(drawn.winners(id))
                .extracting(Winner::rank, Winner::slot, Winner::state, Winner::passedBy)
                .containsExactly(
                        tuple(1, 0, PrizeState.LAPSED, 1),
                        tuple(2, 1, PrizeState.CLAIMED, null),
                        tuple(3, 2, PrizeState.LAPSED, 2),
                        tuple(4, 0, PrizeState.OFFERED, null),
                        tuple(5, 2, PrizeState.OFFERED, null));
        assertThat(drawn.winners(id).subList(3, 5)).allSatisfy(winner -> {
            Instant at = drawn.passes(id).get(winner.rank() - 4).at();
            assertThat(at).isEqualTo(at.truncatedTo(ChronoUnit.SECONDS));
            assertThat(winner.offeredAt()).isEqualTo(at);
            assertThat(winner.deadline()).isEqualTo(at.plus(DrawnLotteries.CLAIM));
            assertThat(winner.person()).isEqualTo(LocalPersons.of(openidOf(id, winner.alias())));
            assertThat(world.item("lotteries", LotteryItems.winKey(WinDays.of(at), winner.person(), id, winner.slot())))
                    .as("the win, for the limit of later lotteries")
                    .isNotEmpty();
        });
    }

    @Test
    void nothingIsPassedOnBeforeItsDeadlineAndTheWait() {
        LotteryId id = drawn.draw(1, 2, 3);
        drawn.pass(DrawnLotteries.CLAIM.plusSeconds(20));
        drawn.step();
        assertThat(drawn.passes(id)).isEmpty();
        drawn.pass(Duration.ofSeconds(20));
        drawn.step();
        assertThat(drawn.passes(id)).hasSize(1);
    }

    @Test
    void aPrizeThatWasPassedOnAsOftenAsTheRulesAllowLapses() {
        LotteryId id = drawn.draw(1, 2, 9);
        for (int round = 0; round < 4; round++) {
            drawn.pass(DrawnLotteries.UNTIL_PASS);
            drawn.step();
        }
        assertThat(drawn.passes(id)).extracting(Pass::rank).containsExactly(2, 3, null);
        assertThat(drawn.winners(id)).extracting(Winner::state).containsOnly(PrizeState.LAPSED);
        assertWaitsForNothing(id);
    }

    @Test
    void aPrizeLapsesIfNoRankIsLeftAndUsesNoneUp() {
        LotteryId id = drawn.draw(2, 2, 3);
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        drawn.step();
        assertThat(drawn.passes(id)).extracting(Pass::slot, Pass::rank).containsExactly(tuple(0, 3), tuple(1, null));
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        drawn.step();
        assertThat(drawn.passes(id).getLast().to()).isNull();
        assertThat(drawn.winners(id)).hasSize(3);
        assertWaitsForNothing(id);
    }

    @Test
    void prizesThatAreWithdrawnArePassedOnWithThoseThatLapsedInTheOrderOfTheirSlots() {
        LotteryId id = drawn.draw(3, 2, 9);
        List<Alias> ranks = drawn.ranks(id);
        drawn.claim(id, ranks.get(2), world.clock().instant());
        withdraw(id, ranks.get(2), Withdrawal.Reason.CANNOT_RECEIVE);
        withdraw(id, ranks.get(0), Withdrawal.Reason.WITHDRAWN);
        drawn.pass(Duration.ofMinutes(30));
        drawn.step();
        assertThat(drawn.passes(id)).isEmpty();
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        drawn.step();
        assertThat(drawn.passes(id))
                .extracting(Pass::slot, Pass::rank, Pass::reason)
                .containsExactly(
                        tuple(0, 4, PassReason.WITHDRAWN),
                        tuple(1, 5, PassReason.NOT_CLAIMED),
                        tuple(2, 6, PassReason.CANNOT_RECEIVE));
        assertThat(drawn.winners(id))
                .extracting(Winner::state, Winner::passedBy)
                .startsWith(
                        tuple(PrizeState.WITHDRAWN, 1), tuple(PrizeState.LAPSED, 2), tuple(PrizeState.WITHDRAWN, 3));
    }

    @Test
    void ranksBeyondThoseThatAreKeptAreRankedAgain() {
        LotteryId id = drawn.draw(3, 2, 9);
        List<Alias> ranks = drawn.ranks(id);
        drawn.keepRanks(id, 4);
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        drawn.step();
        assertThat(drawn.passes(id)).extracting(Pass::to).isEqualTo(ranks.subList(3, 6));
    }

    @Test
    void aLotteryWhosePrizesAreAllClaimedWaitsForTheDeadlineAndThenForNothing() {
        LotteryId id = drawn.draw(1, 2, 2);
        drawn.claim(id, drawn.ranks(id).getFirst(), world.clock().instant());
        assertThat(world.item("lotteries", LotteryItems.lotteryKey(id))).containsKeys("due", "dueAt");
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        drawn.step();
        assertThat(drawn.passes(id)).isEmpty();
        assertWaitsForNothing(id);
    }

    private void assertWaitsForNothing(LotteryId id) {
        assertThat(world.item("lotteries", LotteryItems.lotteryKey(id))).doesNotContainKeys("due", "dueAt", "stepEnds");
    }

    private void withdraw(LotteryId id, Alias alias, Withdrawal.Reason reason) {
        SetupCalls.run(() -> withdrawPrize.withdraw(id, alias, new WithdrawBody(reason, "放弃")));
    }

    private String openidOf(LotteryId id, Alias alias) {
        return IntStream.range(0, 9)
                .mapToObj(i -> "o-" + i)
                .filter(openid -> lotteries.alias(id, openid).equals(alias))
                .findFirst()
                .orElseThrow();
    }
}
