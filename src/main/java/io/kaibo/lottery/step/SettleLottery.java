package io.kaibo.lottery.step;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.draw.OfferPrizes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Does what is due once a lottery is drawn: its prizes are offered. */
@Singleton
class SettleLottery {

    private final OfferPrizes offerPrizes;

    SettleLottery(OfferPrizes offerPrizes) {
        this.offerPrizes = offerPrizes;
    }

    /** When the next thing is due; empty if nothing is left to do. */
    Optional<Instant> settle(Lottery lottery) {
        offerPrizes.offer(lottery);
        return Optional.empty();
    }
}
