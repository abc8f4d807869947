package io.kaibo.lottery.step;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a step of a lottery. */
sealed interface StepOutcome {

    /** It is done. The lottery says what it waits for next. */
    record Done() implements StepOutcome {}

    /**
     * The lottery is drawn, and what was due is done.
     *
     * @param nextAt when the next thing is due; null if nothing is left to do
     */
    record HandedOut(@Nullable Instant nextAt) implements StepOutcome {}

    /**
     * It cannot be done now, and is tried again after a while.
     *
     * @param tries how often it was put off before
     * @param anotherAt when another step is due, and the lottery waits no longer for this one; null if none is
     */
    record NotNow(int tries, @Nullable Instant anotherAt) implements StepOutcome {}
}
