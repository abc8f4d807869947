package io.kaibo.lottery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message on the queue {@code lottery-steps}: look what a lottery waits for, and do it if its time has come. What is to be done, and when,
 * stands in the lottery itself, so a message may come twice or late.
 *
 * @param dueAt the time for which it was sent, in milliseconds as the lottery has it; null if it is for any
 */
@RegisterForReflection
public record LotteryStep(LotteryId lottery, @Nullable Instant dueAt) {

    /** The queue, without the stage. */
    public static final String QUEUE = "lottery-steps";

    public LotteryStep {
        // a message that is no step fails here and ends among the dead letters
        Objects.requireNonNull(lottery, "lottery");
    }

    /** True if it was sent for this time, and so has to wait for it. */
    public boolean isFor(Instant time) {
        return dueAt == null || dueAt.equals(time);
    }
}
