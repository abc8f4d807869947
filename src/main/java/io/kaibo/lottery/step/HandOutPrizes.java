package io.kaibo.lottery.step;

import io.kaibo.aws.Metrics;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.coupon.FinishCoupons;
import io.kaibo.lottery.draw.OfferPrizes;
import io.kaibo.lottery.pass.PassPrizes;
import io.kaibo.lottery.tell.TellWinners;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Hands the prizes of a drawn lottery out: they are offered, those that are not claimed are passed on, and winners are told. */
@Singleton
class HandOutPrizes {

    private final OfferPrizes offerPrizes;
    private final PassPrizes passPrizes;
    private final TellWinners tellWinners;
    private final FinishCoupons finishCoupons;

    HandOutPrizes(
            OfferPrizes offerPrizes, PassPrizes passPrizes, TellWinners tellWinners, FinishCoupons finishCoupons) {
        this.offerPrizes = offerPrizes;
        this.passPrizes = passPrizes;
        this.tellWinners = tellWinners;
        this.finishCoupons = finishCoupons;
    }

    /** When the next thing is due; empty if nothing is left to do. */
    Optional<Instant> handOut(Lottery lottery, Metrics.Line line) {
        offerPrizes.offer(lottery);
        PassPrizes.Passed passed = passOrTell(lottery, line);
        line.count(LotteryMetric.PRIZE_PASSED, passed.passedOn()).count(LotteryMetric.PRIZE_LAPSED, passed.lapsed());
        if (passed.nextAt() == null) {
            finishCoupons.finish(lottery);
        }
        // last, so that no prize waits for WeChat
        Optional<Instant> tellAt = tellWinners.tell(lottery, line);
        return Stream.concat(Optional.ofNullable(passed.nextAt()).stream(), tellAt.stream())
                .min(Comparator.naturalOrder());
    }

    /** If passing on fails, the winners are told all the same: their time to claim runs. */
    private PassPrizes.Passed passOrTell(Lottery lottery, Metrics.Line line) {
        try {
            return passPrizes.pass(lottery);
        } catch (RuntimeException e) {
            tellWinners.tell(lottery, line);
            throw e;
        }
    }
}
