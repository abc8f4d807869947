package io.kaibo.lottery.step;

import io.kaibo.aws.Metrics;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.draw.OfferPrizes;
import io.kaibo.lottery.pass.PassPrizes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Does what is due once a lottery is drawn: its prizes are offered, and those that are not claimed are passed on. */
@Singleton
class SettleLottery {

    private final OfferPrizes offerPrizes;
    private final PassPrizes passPrizes;

    SettleLottery(OfferPrizes offerPrizes, PassPrizes passPrizes) {
        this.offerPrizes = offerPrizes;
        this.passPrizes = passPrizes;
    }

    /** When the next thing is due; empty if nothing is left to do. */
    Optional<Instant> settle(Lottery lottery, Metrics.Line line) {
        offerPrizes.offer(lottery);
        PassPrizes.Passed passed = passPrizes.pass(lottery);
        line.count(LotteryMetric.PRIZE_PASSED, passed.passedOn()).count(LotteryMetric.PRIZE_LAPSED, passed.lapsed());
        return Optional.ofNullable(passed.nextAt());
    }
}
