package io.kaibo.lottery.step;

import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/** {@code lottery-sweep}: every minute, the steps that come within the next one and those that were missed. */
@Singleton
public class LotterySweepFunction {

    static final String NAME = "lottery-sweep";

    /** The input of the schedule, which says nothing more. */
    @RegisterForReflection
    public record Minute() {}

    /** @param enqueued how many steps */
    @RegisterForReflection
    public record Swept(int enqueued) {}

    private final SweepLotteries sweepLotteries;

    LotterySweepFunction(SweepLotteries sweepLotteries) {
        this.sweepLotteries = sweepLotteries;
    }

    @Funq(NAME)
    public Swept sweep(Minute minute) {
        return new Swept(sweepLotteries.sweep());
    }
}
