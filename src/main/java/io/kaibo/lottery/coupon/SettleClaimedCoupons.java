package io.kaibo.lottery.coupon;

import io.kaibo.coupon.PrizeCouponState;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds out what became of the coupons that winners claimed, before prizes of their deadline are passed on. One that WeChat Pay refuses for good is withdrawn
 * from its winner, and so is passed on. For those of which it has not said its last word the passes wait: their order is part of the proof.
 */
@Singleton
public class SettleClaimedCoupons {

    private final FindCouponStates states;
    private final CouponRefusalTable table;
    private final LotteryConfig config;
    private final Clock clock;

    SettleClaimedCoupons(FindCouponStates states, CouponRefusalTable table, LotteryConfig config, Clock clock) {
        this.states = states;
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The winners once what is known is written.
     *
     * @param pending winners whose coupon the passes wait for
     */
    public record Settled(List<Winner> winners, List<Winner> pending) {}

    /** @param upTo deadlines until then have passed */
    public Settled settle(Lottery lottery, List<Winner> winners, Instant upTo) {
        Instant stands = upTo.minus(config.couponPatience());
        Map<Winner, PrizeCouponState> found = states.find(
                lottery,
                winners.stream()
                        .filter(winner -> winner.passedBy() == null)
                        .filter(winner -> !winner.deadline().isAfter(upTo))
                        .filter(winner -> winner.deadline().isAfter(stands))
                        .toList());
        List<Winner> settled = new ArrayList<>();
        List<Winner> pending = new ArrayList<>();
        for (Winner winner : winners) {
            PrizeCouponState state = found.get(winner);
            boolean isRefused = state == PrizeCouponState.REFUSED && winner.state() == PrizeState.CLAIMED;
            settled.add(isRefused ? table.withdraw(winner, clock.instant()) : winner);
            if (state == PrizeCouponState.PENDING) {
                pending.add(winner);
            }
        }
        return new Settled(settled, pending);
    }
}
