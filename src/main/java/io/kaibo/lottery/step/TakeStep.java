package io.kaibo.lottery.step;

import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Metrics;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryStep;
import io.kaibo.lottery.StepQueue;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes a lottery as far as it can be taken now. Which step is due, and when, stands in the lottery, so a message may come twice, early,
 * late, or after a crash at any point. One instance at a time works on a lottery, under a lease.
 */
@Singleton
class TakeStep {

    private static final Logger LOG = Logger.getLogger(TakeStep.class);

    private final StepTable steps;
    private final AdvanceLottery advanceLottery;
    private final StepQueue queue;
    private final LotteryConfig config;
    private final Metrics metrics;
    private final Clock clock;

    TakeStep(
            StepTable steps,
            AdvanceLottery advanceLottery,
            StepQueue queue,
            LotteryConfig config,
            Metrics metrics,
            Clock clock) {
        this.steps = steps;
        this.advanceLottery = advanceLottery;
        this.queue = queue;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Takes what is due, and enqueues what comes next. A step that fails is put off: it is in the index {@code due} all the while. */
    void take(LotteryStep step) {
        Metrics.Line line = metrics.begin(LotteryDrawFunction.NAME)
                .with("lottery", step.lottery().value());
        try {
            take(step, line);
        } finally {
            line.print();
        }
    }

    private void take(LotteryStep step, Metrics.Line line) {
        LotteryId id = step.lottery();
        String lease = ConditionalWrite.newWriter();
        Instant now = clock.instant();
        Optional<StepTable.Leased> leased = steps.lease(id, lease, now, now.plus(config.stepLease()));
        if (leased.isEmpty()) {
            return;
        }
        if (!leased.get().isDue(now)) {
            waitOn(step, lease);
            return;
        }
        switch (advance(leased.get(), lease, line)) {
            case StepOutcome.Done _ -> giveBack(id, lease);
            case StepOutcome.HandedOut(var nextAt) -> {
                steps.writeHandedOut(id, lease, nextAt);
                if (nextAt != null) {
                    queue.sendIfNear(id, nextAt);
                }
            }
            case StepOutcome.NotNow notNow -> putOff(id, lease, notNow);
        }
    }

    private void putOff(LotteryId id, String lease, StepOutcome.NotNow notNow) {
        Instant again = clock.instant().plus(config.backOff(notNow.tries()));
        int tries = notNow.tries() + 1;
        if (notNow.anotherAt() != null && notNow.anotherAt().isBefore(again)) {
            again = notNow.anotherAt();
            tries = 0;
        }
        steps.putOff(id, lease, again, tries);
        queue.sendIfNear(id, again);
    }

    /**
     * Gives the lease back, and enqueues the step anew if its message came before the time that it is for. Another message ends here: the
     * instance that wrote the time enqueued one for it, so duplicates do not live on. A step whose time came while this instance had the
     * lease is enqueued, since its message may have met the lease.
     */
    private void waitOn(LotteryStep step, String lease) {
        steps.giveBack(step.lottery(), lease)
                .map(StepTable.Leased::dueAt)
                .filter(dueAt -> step.isFor(dueAt) || !clock.instant().isBefore(dueAt))
                .ifPresent(dueAt -> queue.sendIfNear(step.lottery(), dueAt));
    }

    /**
     * Gives the lease back, and enqueues what the lottery waits for by then. So no step is left to the sweep whose message came while this
     * instance had the lease.
     */
    private void giveBack(LotteryId id, String lease) {
        steps.giveBack(id, lease).map(StepTable.Leased::dueAt).ifPresent(dueAt -> queue.sendIfNear(id, dueAt));
    }

    private StepOutcome advance(StepTable.Leased leased, String lease, Metrics.Line line) {
        try {
            return advanceLottery.advance(leased, lease, line);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "a step of lottery %s failed and is put off",
                    leased.lottery().id());
            line.count(LotteryMetric.STEP_FAILED, 1);
            return new StepOutcome.NotNow(leased.tries(), null);
        }
    }
}
