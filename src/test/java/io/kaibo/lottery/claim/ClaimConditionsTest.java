package io.kaibo.lottery.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.aws.WriteResult;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.Prizes;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of a claim is for: with it the promise holds, with it taken away it does not. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ClaimConditionsTest {

    private static final String WINNER = "o-winner";

    @Inject
    World world;

    @Inject
    Prizes prizes;

    @Inject
    ClaimTable table;

    private LotteryId id;
    private Instant now;

    @BeforeEach
    void draw() {
        world.clean();
        id = prizes.draw();
        now = world.clock().instant();
    }

    @AfterEach
    void reset() {
        Calls.reset();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPrizeThatWasPassedOnIsNotClaimed(boolean kept) {
        prizes.offer(id, WINNER, Prizes.SENT);
        Winner seen = winner();
        prizes.end(id, WINNER, PrizeState.LAPSED);
        without(ClaimTable.OPEN, kept);
        assertThat(isWritten(table.claim(seen, sealed("a"), now))).isEqualTo(!kept);
        assertThat(winner().state()).isEqualTo(kept ? PrizeState.LAPSED : PrizeState.CLAIMED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCodeThatWasPassedOnIsNotClaimed(boolean kept) {
        prizes.offer(id, WINNER, Prizes.CODE);
        Winner seen = winner();
        prizes.end(id, WINNER, PrizeState.LAPSED);
        without(ClaimTable.OPEN, kept);
        assertThat(isWritten(table.claimShown(seen, now, UnaryOperator.identity())))
                .isEqualTo(!kept);
        assertThat(winner().state()).isEqualTo(kept ? PrizeState.LAPSED : PrizeState.CLAIMED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDeadlineIsTheFirstMomentThatIsTooLate(boolean kept) {
        prizes.offer(id, WINNER, Prizes.CODE);
        Winner seen = winner();
        without(ClaimTable.OPEN, kept);
        assertThat(isWritten(table.claimShown(seen, seen.deadline(), UnaryOperator.identity())))
                .isEqualTo(!kept);
        Calls.reset();
        if (kept) {
            assertThat(isWritten(table.claimShown(seen, seen.deadline().minusMillis(1), UnaryOperator.identity())))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstOfTwoClaimsIsTheClaim(boolean kept) {
        prizes.offer(id, WINNER, Prizes.SENT);
        Winner seen = winner();
        table.claim(seen, sealed("first"), now);
        without(ClaimTable.OPEN, kept);
        assertThat(isWritten(table.claim(seen, sealed("second"), now.plusSeconds(1))))
                .isEqualTo(!kept);
        assertThat(claim().fingerprint()).isEqualTo(kept ? "first" : "second");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsSentIsTheAddressThatWasExported(boolean kept) {
        Winner seen = claimed();
        prizes.export(id, WINNER);
        without(ClaimTable.CORRECTABLE, kept);
        assertThat(isWritten(table.correct(seen, sealed("late"), now))).isEqualTo(!kept);
        assertThat(claim().fingerprint()).isEqualTo(kept ? "a" : "late");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWithdrawnPrizeTakesNoAddress(boolean kept) {
        Winner seen = claimed();
        prizes.end(id, WINNER, PrizeState.WITHDRAWN);
        without(ClaimTable.CORRECTABLE, kept);
        assertThat(isWritten(table.correct(seen, sealed("late"), now))).isEqualTo(!kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDeadlineEndsCorrections(boolean kept) {
        Winner seen = claimed();
        without(ClaimTable.CORRECTABLE, kept);
        assertThat(isWritten(table.correct(seen, sealed("late"), seen.deadline())))
                .isEqualTo(!kept);
    }

    private Winner claimed() {
        prizes.offer(id, WINNER, Prizes.SENT);
        Winner seen = winner();
        assertThat(isWritten(table.claim(seen, sealed("a"), now))).isTrue();
        return seen;
    }

    private ClaimTable.Sealed sealed(String fingerprint) {
        return new ClaimTable.Sealed(
                new byte[1], new MaskedAddress("张*", "138****5678", "北京市"), fingerprint, now.plusSeconds(9));
    }

    private PrizeClaim claim() {
        return SetupCalls.call(() -> table.find(id, Lotteries.alias(id, WINNER)).orElseThrow());
    }

    private Winner winner() {
        return claim().winner();
    }

    private static boolean isWritten(WriteResult<PrizeClaim> result) {
        return result instanceof WriteResult.Written;
    }

    private static void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }
}
