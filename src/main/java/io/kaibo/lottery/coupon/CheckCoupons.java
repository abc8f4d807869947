package io.kaibo.lottery.coupon;

import io.kaibo.coupon.PrizeCouponFault;
import io.kaibo.coupon.PrizeCoupons;
import io.kaibo.http.Problem;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.lottery.Prize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Looks whether each tier of coupons has a coupon that can be its prizes. */
@Singleton
public class CheckCoupons {

    private final PrizeCoupons coupons;

    CheckCoupons(PrizeCoupons coupons) {
        this.coupons = coupons;
    }

    /**
     * A tier without prizes.
     *
     * @param tier from 0
     */
    @RegisterForReflection
    record UnfitTier(int tier, PrizeCouponFault fault) {}

    /**
     * @param closesAt when the lottery would close
     * @throws Problem 409 that names the tiers whose coupon is missing, closed, of another size or value, or ends too early
     */
    public void check(Lottery lottery, Instant closesAt) {
        List<UnfitTier> unfit = lottery.plan().couponTiers().stream()
                .flatMap(tier -> find(lottery, tier, closesAt))
                .toList();
        if (!unfit.isEmpty()) {
            throw Problem.conflict(
                    LotteryProblem.COUPON_UNFIT,
                    "Each tier whose prizes are coupons needs a coupon that fits it before the start.",
                    "tiers",
                    unfit);
        }
    }

    private Stream<UnfitTier> find(Lottery lottery, int tier, Instant closesAt) {
        Prize prize = lottery.plan().prizes().get(tier);
        PrizeCoupons.Wanted wanted = new PrizeCoupons.Wanted(
                lottery.room(),
                prize.quantity(),
                prize.value(),
                closesAt.plus(lottery.plan().longestClaim()));
        return coupons
                .findFault(TierCoupon.of(lottery.id(), tier), wanted)
                .map(fault -> new UnfitTier(tier, fault))
                .stream();
    }
}
