package io.kaibo.lottery.step;

import io.kaibo.aws.Metrics;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.draw.DrawLottery;
import io.kaibo.lottery.draw.FreezeLottery;
import io.kaibo.lottery.draw.VoidLottery;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Does the step of a lottery that is due by its state: freezes it, draws it, settles its prizes. */
@Singleton
class AdvanceLottery {

    private static final Logger LOG = Logger.getLogger(AdvanceLottery.class);

    private final StepTable steps;
    private final VoidLottery voidLottery;
    private final FreezeLottery freezeLottery;
    private final DrawLottery drawLottery;
    private final SettleLottery settleLottery;

    AdvanceLottery(
            StepTable steps,
            VoidLottery voidLottery,
            FreezeLottery freezeLottery,
            DrawLottery drawLottery,
            SettleLottery settleLottery) {
        this.steps = steps;
        this.voidLottery = voidLottery;
        this.freezeLottery = freezeLottery;
        this.drawLottery = drawLottery;
        this.settleLottery = settleLottery;
    }

    /** @throws RuntimeException if the step failed; it can be done again */
    StepOutcome advance(Lottery lottery, Metrics.Line line) {
        return switch (lottery.state()) {
            case RUNNING -> freeze(lottery, line);
            case FROZEN -> draw(lottery, line);
            case DRAWN -> settle(lottery);
            case DRAFT, READY, VOID -> new StepOutcome.Finished();
        };
    }

    private StepOutcome freeze(Lottery lottery, Metrics.Line line) {
        if (!voidLottery.voidIfLate(lottery) && !voidLottery.voidIfRoomWasOver(lottery)) {
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
            return settle(lottery);
        }
        if (voidLottery.voidIfLate(lottery)) {
            line.count(LotteryMetric.VOID, 1);
            return new StepOutcome.Finished();
        }
        LOG.warnf("round %d of lottery %s cannot be had yet", lottery.round(), lottery.id());
        line.count(LotteryMetric.ROUND_AWAY, 1);
        return new StepOutcome.NotNow();
    }

    private StepOutcome settle(Lottery lottery) {
        return new StepOutcome.Settled(settleLottery.settle(lottery).orElse(null));
    }
}
