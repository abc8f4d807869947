package io.kaibo.lottery.coupon;

import io.kaibo.coupon.PrizeCouponFault;
import io.kaibo.coupon.PrizeCoupons;
import io.kaibo.http.Problem;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.lottery.Prize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Looks whether each tier of coupons has a coupon that can be its prizes. */
@Singleton
public class CheckCoupons {

    /** From the close to the draw at the most, as far as can be foreseen: the freeze, and a drand that is away for a while. */
    private static final Duration UNTIL_DRAWN = Duration.ofHours(1);

    private final PrizeCoupons coupons;
    private final LotteryConfig config;

    CheckCoupons(PrizeCoupons coupons, LotteryConfig config) {
        this.coupons = coupons;
        this.config = config;
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
                lottery.room(), prize.quantity(), prize.value(), lastClaim(lottery.plan(), closesAt));
        return coupons
                .findFault(TierCoupon.of(lottery.id(), tier), wanted)
                .map(fault -> new UnfitTier(tier, fault))
                .stream();
    }

    /** When the last prize can be claimed: each pass may wait for WeChat Pay's last word. */
    private Instant lastClaim(LotteryPlan plan, Instant closesAt) {
        Duration waits = config.passAfter().plus(config.couponPatience()).multipliedBy(plan.passes());
        return closesAt.plus(UNTIL_DRAWN).plus(plan.longestClaim()).plus(waits);
    }
}
