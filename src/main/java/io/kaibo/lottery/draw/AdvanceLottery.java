package io.kaibo.lottery.draw;

import io.kaibo.aws.Metrics;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.VoidReason;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Does the step of a lottery that is due by its state: freezes it, draws it, writes its winners. */
@Singleton
class AdvanceLottery {

    private static final Logger LOG = Logger.getLogger(AdvanceLottery.class);

    /** Counted from the close. After this the lottery is void. */
    private static final Duration WAITED_FOR = Duration.ofDays(30);

    private final StepTable steps;
    private final FreezeTable freezes;
    private final DrawTable draws;
    private final FreezeLottery freezeLottery;
    private final DrawLottery drawLottery;
    private final Clock clock;

    AdvanceLottery(
            StepTable steps,
            FreezeTable freezes,
            DrawTable draws,
            FreezeLottery freezeLottery,
            DrawLottery drawLottery,
            Clock clock) {
        this.steps = steps;
        this.freezes = freezes;
        this.draws = draws;
        this.freezeLottery = freezeLottery;
        this.drawLottery = drawLottery;
        this.clock = clock;
    }

    /** @throws RuntimeException if the step failed; it can be done again */
    StepOutcome advance(Lottery lottery, Metrics.Line line) {
        return switch (lottery.state()) {
            case RUNNING -> freeze(lottery, line);
            case FROZEN -> draw(lottery, line);
            case DRAWN -> writeWinners(lottery);
            case DRAFT, READY, VOID -> new StepOutcome.Finished();
        };
    }

    private StepOutcome freeze(Lottery lottery, Metrics.Line line) {
        if (isWaitedForLongEnough(lottery)) {
            freezes.writeVoid(lottery.id(), VoidReason.NO_ROUND, clock.instant());
        } else {
            freezeLottery.freeze(lottery);
        }
        StepTable.Leased after = steps.find(lottery.id());
        boolean isFrozen = after.lottery().state() == LotteryState.FROZEN;
        line.count(isFrozen ? LotteryMetric.FROZEN : LotteryMetric.VOID, 1);
        return isFrozen ? new StepOutcome.Next(Objects.requireNonNull(after.dueAt())) : new StepOutcome.Finished();
    }

    private StepOutcome draw(Lottery lottery, Metrics.Line line) {
        if (drawLottery.draw(lottery)) {
            line.count(LotteryMetric.DRAWN, 1);
            return writeWinners(lottery);
        }
        if (isWaitedForLongEnough(lottery)) {
            draws.writeNoRound(lottery.id(), clock.instant());
            line.count(LotteryMetric.VOID, 1);
            return new StepOutcome.Finished();
        }
        LOG.warnf("round %d of lottery %s cannot be had yet", lottery.round(), lottery.id());
        line.count(LotteryMetric.ROUND_AWAY, 1);
        return new StepOutcome.NotNow();
    }

    private boolean isWaitedForLongEnough(Lottery lottery) {
        return clock.instant()
                .isAfter(Objects.requireNonNull(lottery.closesAt()).plus(WAITED_FOR));
    }

    private StepOutcome writeWinners(Lottery lottery) {
        drawLottery.writeWinners(lottery);
        return new StepOutcome.Finished();
    }
}
