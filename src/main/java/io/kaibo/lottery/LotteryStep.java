package io.kaibo.lottery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;

/**
 * A message on the queue {@code lottery-steps}: look what a lottery waits for, and do it if its time has come. What is to be done, and when,
 * stands in the lottery itself, so a message may come twice or late.
 */
@RegisterForReflection
public record LotteryStep(LotteryId lottery) {

    /** The queue, without the stage. */
    public static final String QUEUE = "lottery-steps";

    public LotteryStep {
        // a message that is no step fails here and ends among the dead letters
        Objects.requireNonNull(lottery, "lottery");
    }
}
