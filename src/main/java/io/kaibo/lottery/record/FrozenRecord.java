package io.kaibo.lottery.record;

import io.kaibo.lottery.LotteryId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The entrants of a lottery and the round that decides, fixed before that round is out; docs/lottery-proof.md says what each member
 * means.
 *
 * @param rules SHA-256 of the rules, in hex
 * @param entries the aliases that can win
 * @param leftOut the aliases of entrants with as many wins as the rules allow
 * @param staff the list of the rules
 * @param frozenAt in whole seconds
 * @param seed in hex
 * @param round null if there are too few entrants
 */
@RegisterForReflection
public record FrozenRecord(
        String format,
        LotteryId lottery,
        String rules,
        AliasList entries,
        AliasList leftOut,
        AliasList staff,
        Instant frozenAt,
        String seed,
        @Nullable Long round) {

    public static final String FORMAT = "kaibo-frozen-1";
}
