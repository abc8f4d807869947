package io.kaibo.lottery.coupon;

import io.kaibo.coupon.PrizeOf;
import io.kaibo.coupon.PrizeTicket;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.prize.Winner;

/** Names what a lottery's prizes are to their coupon. */
final class TierCoupon {

    private TierCoupon() {}

    /** @param tier from 0 */
    static PrizeOf of(LotteryId lottery, int tier) {
        return new PrizeOf(lottery.value(), tier);
    }

    /** The prize of a winner, in a tier of coupons. */
    static PrizeTicket ticket(Lottery lottery, Winner winner) {
        return new PrizeTicket(
                of(lottery.id(), lottery.plan().tierOf(winner.slot())),
                lottery.plan().placeInTier(winner.slot()),
                winner.person());
    }
}
