package io.kaibo.lottery.pass;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.Withdrawal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;

/** A prize that is withdrawn, as an operator is answered. */
@RegisterForReflection
record WithdrawnPrize(
        Alias alias,
        int slot,
        int rank,
        PrizeState state,
        Instant deadline,
        Withdrawal.Reason reason,
        String words,
        Instant withdrawnAt) {

    static WithdrawnPrize of(Winner winner) {
        Withdrawal withdrawal = Objects.requireNonNull(winner.withdrawal());
        return new WithdrawnPrize(
                winner.alias(),
                winner.slot(),
                winner.rank(),
                winner.state(),
                winner.deadline(),
                withdrawal.reason(),
                withdrawal.words(),
                withdrawal.at());
    }
}
