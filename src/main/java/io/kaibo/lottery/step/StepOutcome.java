package io.kaibo.lottery.step;

import java.time.Instant;

/** What became of a step of a lottery. */
sealed interface StepOutcome {

    /** It is done, and the next one is due then. */
    record Next(Instant dueAt) implements StepOutcome {}

    /** It is done, and the lottery waits for nothing more. */
    record Finished() implements StepOutcome {}

    /** It cannot be done now, and changed nothing. */
    record NotNow() implements StepOutcome {}
}
