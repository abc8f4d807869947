package io.kaibo.lottery.coupon;

import io.kaibo.coupon.PrizeCouponState;
import io.kaibo.coupon.PrizeCoupons;
import io.kaibo.coupon.PrizeTicket;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Finds how the coupons stand that winners claimed. */
@Singleton
public class FindCouponStates {

    private final PrizeCoupons coupons;

    FindCouponStates(PrizeCoupons coupons) {
        this.coupons = coupons;
    }

    /** Those of winners of a lottery, after every write that is done; none of a winner who did not claim, or whose prize is no coupon. */
    public Map<Winner, PrizeCouponState> find(Lottery lottery, Collection<Winner> winners) {
        Map<Winner, PrizeTicket> tickets = new HashMap<>();
        winners.stream()
                .filter(winner -> winner.state() == PrizeState.CLAIMED)
                .filter(winner -> lottery.plan().prizeOf(winner.slot()).redemption() == Prize.Redemption.COUPON)
                .forEach(winner -> tickets.put(winner, TierCoupon.ticket(lottery, winner)));
        if (tickets.isEmpty()) {
            return Map.of();
        }
        Map<PrizeTicket, PrizeCouponState> states = coupons.findStates(tickets.values());
        Map<Winner, PrizeCouponState> found = new HashMap<>();
        tickets.forEach((winner, ticket) -> found.put(winner, states.get(ticket)));
        return found;
    }
}
