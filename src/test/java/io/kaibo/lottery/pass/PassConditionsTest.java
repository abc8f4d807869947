package io.kaibo.lottery.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.prize.Offer;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.lottery.prize.Withdrawal;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of passing on and of withdrawing is for: with it the promise holds, with it taken away it does not. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PassConditionsTest {

    private static final int PRIZES = 8;
    private static final int WORKERS = 4;

    @Inject
    World world;

    @Inject
    DrawnLotteries drawn;

    @Inject
    OfferedLotteries offered;

    @Inject
    RunningLotteries lotteries;

    @Inject
    PassPrizes passPrizes;

    @Inject
    PassTable table;

    @Inject
    WithdrawalTable withdrawals;

    @BeforeEach
    void clean() {
        world.clean();
    }

    /** The claim began before the deadline, and is written while the prize is about to be passed on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPrizeThatIsClaimedMeanwhileIsNotPassedOn(boolean kept) {
        LotteryId id = offered.offer(1, 2, 2);
        Alias winner = drawn.ranks(id).getFirst();
        Instant begun = world.clock().instant();
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        without(PassTable.AS_SEEN, kept);
        AtomicBoolean claimed = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.TransactWriteItems") && claimed.compareAndSet(false, true)) {
                assertThat(drawn.claim(id, winner, begun)).isTrue();
            }
        });
        passPrizes.pass(lotteries.find(id));
        assertThat(claimed).isTrue();
        assertThat(drawn.passes(id)).hasSize(kept ? 0 : 1);
        assertThat(drawn.winners(id))
                .extracting(Winner::state)
                .isEqualTo(kept ? List.of(PrizeState.CLAIMED) : List.of(PrizeState.LAPSED, PrizeState.OFFERED));
    }

    /** Exactly one of them, at the same moment and whichever comes first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClaimRacesWithThePassingOn(boolean claimFirst) throws Exception {
        LotteryId id = offered.offer(1, 2, 2);
        Alias winner = drawn.ranks(id).getFirst();
        Instant begun = world.clock().instant();
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        Callable<Boolean> claim = () -> drawn.claim(id, winner, begun);
        Callable<Boolean> pass = () -> passPrizes.pass(lotteries.find(id)).passedOn() == 1;
        List<Boolean> done = Together.run(claimFirst ? List.of(claim, pass) : List.of(pass, claim));
        assertThat(done).containsExactlyInAnyOrder(true, false);
        boolean isClaimed = done.get(claimFirst ? 0 : 1);
        assertThat(drawn.passes(id)).hasSize(isClaimed ? 0 : 1);
        assertThat(drawn.winners(id).getFirst().state()).isEqualTo(isClaimed ? PrizeState.CLAIMED : PrizeState.LAPSED);
    }

    /** Their leases lapsed: each pass is made by one of them. Without the conditions each makes them all. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void workersAtTheSameTimeMakeEachPassOnce(boolean kept) throws Exception {
        LotteryId id = offered.offer(PRIZES, 2, 3 * PRIZES);
        drawn.pass(DrawnLotteries.UNTIL_PASS);
        var lottery = lotteries.find(id);
        if (!kept) {
            Calls.rewrite(request -> Conditions.stripping(PassTable.AS_SEEN)
                    .apply(Conditions.stripping(PassTable.NOT_PASSED)
                            .apply(Conditions.stripping(WinnerTable.NO_WINNER).apply(request))));
        }
        int made = Together.run(Collections.<Callable<Integer>>nCopies(
                        WORKERS, () -> passPrizes.pass(lottery).passedOn()))
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
        if (kept) {
            assertThat(made).isEqualTo(PRIZES);
        } else {
            assertThat(made).isGreaterThan(PRIZES);
        }
        if (kept) {
            assertThat(drawn.passes(id)).extracting(Pass::number).isEqualTo(range(1, PRIZES));
            assertThat(drawn.passes(id)).extracting(Pass::slot).isEqualTo(range(0, PRIZES - 1));
            assertThat(drawn.passes(id)).extracting(Pass::rank).isEqualTo(range(PRIZES + 1, 2 * PRIZES));
            assertThat(drawn.winners(id)).extracting(Winner::rank).isEqualTo(range(1, 2 * PRIZES));
        }
    }

    /** A worker that has read no pass comes after another one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNumberOfAPassIsUsedOnce(boolean kept) {
        LotteryId id = offered.offer(2, 2, 4);
        List<Winner> winners = drawn.winners(id);
        assertThat(table.write(winners.get(0), pass(winners.get(0), 1), null).isDone())
                .isTrue();
        without(PassTable.NOT_PASSED, kept);
        assertThat(table.write(winners.get(1), pass(winners.get(1), 1), null).isDone())
                .isEqualTo(!kept);
        assertThat(drawn.passes(id)).extracting(Pass::slot).containsExactly(kept ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWinnerIsPassedByOnce(boolean kept) {
        LotteryId id = offered.offer(1, 2, 4);
        Winner winner = drawn.winners(id).getFirst();
        table.write(winner, pass(winner, 1), null);
        without(PassTable.AS_SEEN, kept);
        assertThat(table.write(winner, pass(winner, 2), null).isDone()).isEqualTo(!kept);
        assertThat(drawn.passes(id)).hasSize(kept ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noRankIsOfferedASecondPrize(boolean kept) {
        LotteryId id = offered.offer(2, 2, 4);
        List<Winner> winners = drawn.winners(id);
        Winner second = winners.get(1);
        without(WinnerTable.NO_WINNER, kept);
        Instant at = world.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        table.write(
                winners.get(0),
                pass(winners.get(0), 1),
                new Offer(second.alias(), second.person(), 0, 2, at, at.plusSeconds(60), null));
        assertThat(drawn.winners(id).get(1).slot()).isEqualTo(kept ? 1 : 0);
        assertThat(drawn.passes(id)).hasSize(kept ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPrizeIsNotWithdrawnAfterItsDeadline(boolean kept) {
        LotteryId id = offered.offer(1, 2, 2);
        Winner winner = drawn.winners(id).getFirst();
        without(WithdrawalTable.WITHDRAWABLE, kept);
        withdrawals.write(winner, Prize.Redemption.ADDRESS, withdrawal(winner.deadline()));
        assertThat(drawn.winners(id).getFirst().state()).isEqualTo(kept ? PrizeState.OFFERED : PrizeState.WITHDRAWN);
        assertThat(lotteries.find(id).withdrawn()).isEqualTo(kept ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCodeThatWasClaimedIsNotWithdrawn(boolean kept) {
        LotteryId id = offered.offer(DrawnLotteries.plan(1, 2, Prize.Redemption.CODE), 2);
        Winner winner = drawn.winners(id).getFirst();
        drawn.claim(id, winner.alias(), world.clock().instant());
        without(WithdrawalTable.WITHDRAWABLE, kept);
        withdrawals.write(
                winner, Prize.Redemption.CODE, withdrawal(world.clock().instant()));
        assertThat(drawn.winners(id).getFirst().state()).isEqualTo(kept ? PrizeState.CLAIMED : PrizeState.WITHDRAWN);
    }

    private static Withdrawal withdrawal(Instant at) {
        return new Withdrawal(Withdrawal.Reason.WITHDRAWN, "放弃", at);
    }

    private Pass pass(Winner from, int number) {
        return new Pass(
                number,
                from.slot(),
                from.alias(),
                null,
                null,
                PassReason.NOT_CLAIMED,
                world.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
