package io.kaibo.lottery.coupon;

import io.kaibo.aws.Queues;
import io.kaibo.coupon.CouponPrize;
import io.kaibo.lottery.Lottery;
import jakarta.inject.Singleton;

/** Tells the coupons of a lottery's tiers that it is over: what was not won goes back. It may be told more than once. */
@Singleton
public class FinishCoupons {

    private final Queues queues;

    FinishCoupons(Queues queues) {
        this.queues = queues;
    }

    /** @param lottery that is void, or of which nothing is passed on any more */
    public void finish(Lottery lottery) {
        lottery.plan()
                .couponTiers()
                .forEach(tier -> queues.send(
                        CouponPrize.QUEUE,
                        CouponPrize.lotteryOver(
                                TierCoupon.of(lottery.id(), tier).couponId())));
    }
}
