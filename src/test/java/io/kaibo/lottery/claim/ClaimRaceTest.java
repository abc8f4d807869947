package io.kaibo.lottery.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.WriteResult;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.RunningLotteries;
import io.kaibo.lottery.pass.DrawnLotteries;
import io.kaibo.lottery.pass.Pass;
import io.kaibo.lottery.pass.PassPrizes;
import io.kaibo.lottery.pass.PassTable;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Together;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Winners leave their addresses in requests that began before the deadline and are written while the prizes are passed on. Of each prize
 * one of the two is done: without the conditions, both are.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ClaimRaceTest {

    private static final int PRIZES = 8;
    private static final long PATIENCE_SECONDS = 20;

    @Inject
    World world;

    @Inject
    DrawnLotteries drawn;

    @Inject
    RunningLotteries lotteries;

    @Inject
    PassPrizes passPrizes;

    @Inject
    ClaimTable table;

    private LotteryId id;
    private List<Winner> winners;
    private Instant begun;

    @BeforeEach
    void draw() {
        world.clean();
        id = drawn.draw(PRIZES, 1, 2 * PRIZES);
        winners = drawn.winners(id);
        begun = world.clock().instant();
        drawn.pass(DrawnLotteries.UNTIL_PASS);
    }

    @AfterEach
    void reset() {
        Calls.reset();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachPrizeIsClaimedOrPassedOn(boolean kept) throws Exception {
        if (!kept) {
            Calls.rewrite(request -> Conditions.stripping(ClaimTable.OPEN)
                    .apply(Conditions.stripping(PassTable.AS_SEEN).apply(request)));
        }
        // the passing has read every prize as offered before the first claim is written
        CountDownLatch isRead = new CountDownLatch(1);
        Calls.listen(call -> {
            if (call.equals("DynamoDb.TransactWriteItems")) {
                isRead.countDown();
            }
        });
        List<Callable<Boolean>> calls = new ArrayList<>();
        winners.forEach(winner -> calls.add(() -> {
            assertThat(isRead.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return claim(winner);
        }));
        calls.add(() -> passPrizes.pass(lotteries.find(id)).passedOn() > 0);
        List<Boolean> claimed = Together.run(calls).subList(0, PRIZES);
        if (kept) {
            assertEachOnce(claimed);
        } else {
            assertThat(claimed).containsOnly(true);
            assertThat(drawn.passes(id)).hasSize(PRIZES);
        }
    }

    private void assertEachOnce(List<Boolean> claimed) {
        Set<Integer> passed = drawn.passes(id).stream().map(Pass::slot).collect(Collectors.toSet());
        List<Winner> after = drawn.winners(id);
        for (int slot = 0; slot < PRIZES; slot++) {
            boolean isClaimed = claimed.get(slot);
            assertThat(passed.contains(slot)).isEqualTo(!isClaimed);
            assertThat(after.get(slot).state()).isEqualTo(isClaimed ? PrizeState.CLAIMED : PrizeState.LAPSED);
            assertThat(hasAddress(after.get(slot)))
                    .as("no address is left of a claim that was refused")
                    .isEqualTo(isClaimed);
        }
        assertThat(drawn.passes(id)).hasSize(passed.size());
        assertThat(after).hasSize(PRIZES + passed.size());
    }

    /** The claim is written once the prize was passed on: the control shows that the claim's own condition refuses it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPrizeThatWasPassedOnTakesNoAddress(boolean kept) {
        passPrizes.pass(lotteries.find(id));
        if (!kept) {
            Calls.rewrite(Conditions.stripping(ClaimTable.OPEN));
        }
        Winner winner = winners.getFirst();
        assertThat(claim(winner)).isEqualTo(!kept);
        assertThat(hasAddress(winner)).isEqualTo(!kept);
    }

    private boolean claim(Winner winner) {
        ClaimTable.Sealed address = new ClaimTable.Sealed(
                new byte[1], new MaskedAddress("张*", "138****5678", "北京市"), "a", begun.plusSeconds(9));
        return table.claim(winner, address, begun) instanceof WriteResult.Written;
    }

    private boolean hasAddress(Winner winner) {
        return !world.item(LotteryItems.TABLE, LotteryItems.addressKey(id, winner.alias()))
                .isEmpty();
    }
}
