package io.kaibo.lottery.entry;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.claim.EntrantsPrize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's own part in a lottery.
 *
 * @param alias what the lottery calls the viewer, entered or not
 * @param entered true if the viewer takes part, or took part
 * @param enteredAt null if they did not, or some time after the close
 * @param leftOut true if they have as many wins as the rules allow; else null
 * @param rank among the ranks that are kept; null before the draw, and if it is not among them
 * @param prize that they were offered; null before the draw, and if it is none
 */
@RegisterForReflection
record ShownEntry(
        Alias alias,
        boolean entered,
        @Nullable Instant enteredAt,
        @Nullable Boolean leftOut,
        @Nullable Integer rank,
        @Nullable EntrantsPrize prize) {

    /** What a viewer is answered who enters. */
    record Entered(
            Alias alias,
            @Nullable Instant enteredAt,
            @Nullable Boolean leftOut) {}
}
