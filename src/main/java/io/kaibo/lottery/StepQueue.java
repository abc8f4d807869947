package io.kaibo.lottery;

import io.kaibo.aws.Queues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Puts steps of lotteries on the queue, to come at their time. */
@Singleton
public class StepQueue {

    /** SQS delays no message longer; {@code lottery-sweep} enqueues what is due later. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final Queues queues;
    private final Clock clock;

    StepQueue(Queues queues, Clock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    /** Enqueues a step that is due within a quarter of an hour; a later one is left to {@code lottery-sweep}. */
    public void sendIfNear(LotteryId lottery, Instant due) {
        Duration delay = untilWholeSecond(Duration.between(clock.instant(), due));
        if (delay.compareTo(LONGEST_DELAY) <= 0) {
            queues.send(LotteryStep.QUEUE, new LotteryStep(lottery, due.truncatedTo(ChronoUnit.MILLIS)), delay);
        }
    }

    /** In whole seconds and not too early: SQS knows no parts of one. */
    private static Duration untilWholeSecond(Duration delay) {
        if (!delay.isPositive()) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(delay.plusNanos(999_999_999).toSeconds());
    }
}
