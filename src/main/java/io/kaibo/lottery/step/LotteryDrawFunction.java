package io.kaibo.lottery.step;

import io.kaibo.aws.QueueMessages;
import io.kaibo.lottery.LotteryStep;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@code lottery-draw}: messages of the queue {@code lottery-steps}. */
@Singleton
public class LotteryDrawFunction {

    static final String NAME = "lottery-draw";

    private final TakeStep takeStep;

    LotteryDrawFunction(TakeStep takeStep) {
        this.takeStep = takeStep;
    }

    @Funq(NAME)
    public void take(LotteryStep step) {
        QueueMessages.consume(step, takeStep::take);
    }
}
