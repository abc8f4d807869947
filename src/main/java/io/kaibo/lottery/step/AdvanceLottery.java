package io.kaibo.lottery.step;

import io.kaibo.aws.Metrics;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.coupon.FinishCoupons;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Takes a lottery on: each state goes into the room's feed first, and only then does the lottery move to the next one. So the code of
 * the frozen record is in the feed before its round is out. A write that changes the state has the lottery be due at once; the
 * announcement moves that time to the real one. So a crash at any point leaves the lottery due.
 *
 * <p>A feed that cannot be written holds no lottery up: the announcement is tried again until the lottery's own time has come, and then the
 * lottery is frozen or drawn without it. A state that was left behind so is not announced later; the last one is, whenever the feed can
 * be written again.
 */
@Singleton
class AdvanceLottery {

    private final StepTable steps;
    private final AnnounceLottery announceLottery;
    private final MoveLottery moveLottery;
    private final FinishCoupons finishCoupons;
    private final LotteryConfig config;
    private final Clock clock;

    AdvanceLottery(
            StepTable steps,
            AnnounceLottery announceLottery,
            MoveLottery moveLottery,
            FinishCoupons finishCoupons,
            LotteryConfig config,
            Clock clock) {
        this.steps = steps;
        this.announceLottery = announceLottery;
        this.moveLottery = moveLottery;
        this.finishCoupons = finishCoupons;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Does all that is due of a lottery.
     *
     * @param lease of this instance
     * @throws RuntimeException if a step failed; it can be done again
     */
    StepOutcome advance(StepTable.Leased leased, String lease, Metrics.Line line) {
        Instant moveAt = leased.moveAt(config.freezeAfter());
        boolean isToMove = moveAt != null && !clock.instant().isBefore(moveAt);
        if (leased.isAnnounced() && isToMove) {
            return move(leased, lease, line);
        }
        if (!leased.isAnnounced() && !announceLottery.announce(leased.lottery(), line)) {
            return isToMove ? moveUnannounced(leased, lease, line) : new StepOutcome.NotNow(leased.tries(), moveAt);
        }
        if (leased.lottery().state() == LotteryState.VOID) {
            finishCoupons.finish(leased.lottery());
        }
        // once more, if the write before was done and its answer lost: the step was put off, which is not when the
        // lottery moves
        return steps.writeAnnounced(leased.lottery(), lease, moveAt)
                .filter(_ -> isToMove)
                .map(after -> move(after, lease, line))
                .orElseGet(StepOutcome.Done::new);
    }

    private StepOutcome moveUnannounced(StepTable.Leased leased, String lease, Metrics.Line line) {
        StepOutcome outcome = move(leased, lease, line);
        boolean isLast = leased.lottery().state() == LotteryState.DRAWN;
        return isLast && outcome instanceof StepOutcome.HandedOut(var nextAt)
                ? new StepOutcome.NotNow(leased.tries(), nextAt)
                : outcome;
    }

    private StepOutcome move(StepTable.Leased leased, String lease, Metrics.Line line) {
        StepOutcome outcome = moveLottery.move(leased, line);
        switch (outcome) {
            case StepOutcome.Done _ -> {
                StepTable.Leased after = steps.find(leased.lottery().id());
                count(after.lottery().state(), line);
                return advance(after, lease, line);
            }
            case StepOutcome.NotNow _ -> line.count(LotteryMetric.ROUND_AWAY, 1);
            case StepOutcome.HandedOut _ -> {}
        }
        return outcome;
    }

    private static void count(LotteryState reached, Metrics.Line line) {
        switch (reached) {
            case FROZEN -> line.count(LotteryMetric.FROZEN, 1);
            case DRAWN -> line.count(LotteryMetric.DRAWN, 1);
            case VOID -> line.count(LotteryMetric.VOID, 1);
            case DRAFT, READY, RUNNING -> throw new IllegalStateException("a lottery that moved is " + reached);
        }
    }
}
