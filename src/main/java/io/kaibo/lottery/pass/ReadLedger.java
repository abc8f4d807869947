package io.kaibo.lottery.pass;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.coupon.SettleClaimedCoupons;
import io.kaibo.lottery.prize.WinnerTable;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Reads the winners and passes of a lottery, with what became of the coupons among its prizes. */
@Singleton
class ReadLedger {

    private final WinnerTable winners;
    private final PassTable passes;
    private final SettleClaimedCoupons coupons;

    ReadLedger(WinnerTable winners, PassTable passes, SettleClaimedCoupons coupons) {
        this.winners = winners;
        this.passes = passes;
        this.coupons = coupons;
    }

    /** @param upTo deadlines until then have passed */
    PrizeLedger read(Lottery lottery, Instant upTo) {
        SettleClaimedCoupons.Settled settled = coupons.settle(lottery, winners.findAll(lottery.id()), upTo);
        return new PrizeLedger(settled.winners(), passes.findAll(lottery.id()), settled.pending());
    }
}
