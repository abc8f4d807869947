package io.kaibo.lottery.pass;

import io.kaibo.lottery.Alias;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a prize was passed on to the next rank, or lapsed; docs/lottery-proof.md says what each member means.
 *
 * @param number from 1, without a gap
 * @param to null if the prize lapsed, as {@code rank}
 * @param at in whole seconds
 */
@RegisterForReflection
public record Pass(
        int number,
        int slot,
        Alias from,
        @Nullable Alias to,
        @Nullable Integer rank,
        PassReason reason,
        Instant at) {}
