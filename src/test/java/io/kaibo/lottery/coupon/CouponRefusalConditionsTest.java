package io.kaibo.lottery.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.Prizes;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the condition of a refusal is for: taken away, its promise is broken. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CouponRefusalConditionsTest {

    private static final String WINNER = "o-winner";

    @Inject
    World world;

    @Inject
    Prizes prizes;

    @Inject
    CouponRefusalTable table;

    @Inject
    WinnerTable winners;

    @AfterEach
    void reset() {
        Calls.reset();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyAClaimedPrizeIsTakenFromItsWinner(boolean kept) {
        world.clean();
        LotteryId id = prizes.draw();
        prizes.offer(id, WINNER, Prizes.CODE);
        Winner seen = SetupCalls.call(
                () -> winners.find(id, Lotteries.alias(id, WINNER)).orElseThrow());
        prizes.end(id, WINNER, PrizeState.LAPSED);
        if (!kept) {
            Calls.rewrite(Conditions.stripping(CouponRefusalTable.CLAIMED));
        }
        assertThat(table.withdraw(seen, world.clock().instant()).state())
                .isEqualTo(kept ? PrizeState.LAPSED : PrizeState.WITHDRAWN);
    }
}
