package io.kaibo.lottery.step;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a step of a lottery. */
sealed interface StepOutcome {

    /** It is done, and the next one is due then: the lottery says so. */
    record Next(Instant dueAt) implements StepOutcome {}

    /** It is done, and the lottery waits for nothing more. */
    record Finished() implements StepOutcome {}

    /**
     * The lottery is drawn, and what was due is done.
     *
     * @param nextAt when the next thing is due; null if nothing is left to do
     */
    record Settled(@Nullable Instant nextAt) implements StepOutcome {}

    /** It cannot be done now, and changed nothing. */
    record NotNow() implements StepOutcome {}
}
