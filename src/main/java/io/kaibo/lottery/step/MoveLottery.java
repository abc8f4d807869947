package io.kaibo.lottery.step;

import io.kaibo.aws.Metrics;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.draw.DrawLottery;
import io.kaibo.lottery.draw.FreezeLottery;
import io.kaibo.lottery.draw.VoidLottery;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Does what is due in a lottery's state: freezes it, draws it, makes it void, hands its prizes out. */
@Singleton
class MoveLottery {

    private static final Logger LOG = Logger.getLogger(MoveLottery.class);

    private final VoidLottery voidLottery;
    private final FreezeLottery freezeLottery;
    private final DrawLottery drawLottery;
    private final HandOutPrizes handOutPrizes;

    MoveLottery(
            VoidLottery voidLottery,
            FreezeLottery freezeLottery,
            DrawLottery drawLottery,
            HandOutPrizes handOutPrizes) {
        this.voidLottery = voidLottery;
        this.freezeLottery = freezeLottery;
        this.drawLottery = drawLottery;
        this.handOutPrizes = handOutPrizes;
    }

    /**
     * Moves a lottery whose time has come. {@link StepOutcome.Done} says that it is in another state now.
     *
     * @param line counts what becomes of the winners
     * @throws RuntimeException if the step failed; it can be done again
     */
    StepOutcome move(StepTable.Leased leased, Metrics.Line line) {
        Lottery lottery = leased.lottery();
        return switch (lottery.state()) {
            case RUNNING -> freeze(lottery);
            case FROZEN -> draw(leased);
            case DRAWN ->
                new StepOutcome.HandedOut(handOutPrizes.handOut(lottery, line).orElse(null));
            case DRAFT, READY, VOID ->
                throw new IllegalStateException("a lottery that is " + lottery.state() + " does not move");
        };
    }

    private StepOutcome freeze(Lottery lottery) {
        if (!voidLottery.voidIfLate(lottery) && !voidLottery.voidIfRoomWasOver(lottery)) {
            freezeLottery.freeze(lottery);
        }
        return new StepOutcome.Done();
    }

    private StepOutcome draw(StepTable.Leased leased) {
        Lottery lottery = leased.lottery();
        if (drawLottery.draw(lottery) || voidLottery.voidIfLate(lottery)) {
            return new StepOutcome.Done();
        }
        LOG.warnf("round %d of lottery %s cannot be had yet", lottery.round(), lottery.id());
        return new StepOutcome.NotNow(leased.tries(), null);
    }
}
