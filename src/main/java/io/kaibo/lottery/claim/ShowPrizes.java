package io.kaibo.lottery.claim;

import io.kaibo.coupon.PrizeCouponState;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.code.OpenCode;
import io.kaibo.lottery.coupon.FindCouponStates;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Shows a prize to its winner. A code is shown once the prize is claimed: before, it may be passed on. */
@Singleton
class ShowPrizes {

    private static final Logger LOG = Logger.getLogger(ShowPrizes.class);

    private final OpenCode openCode;
    private final FindCouponStates coupons;

    ShowPrizes(OpenCode openCode, FindCouponStates coupons) {
        this.openCode = openCode;
        this.coupons = coupons;
    }

    /** One prize. @throws RuntimeException if it is a code that cannot be read now */
    ShownPrize show(Lottery lottery, PrizeClaim claim) {
        return show(lottery, claim, slot -> openCode.open(lottery, slot));
    }

    /** One of several: a code that cannot be read is absent, and hides no other prize. */
    ShownPrize showAmongOthers(Lottery lottery, PrizeClaim claim) {
        return show(lottery, claim, slot -> findCode(lottery, slot));
    }

    private @Nullable String findCode(Lottery lottery, int slot) {
        try {
            return openCode.open(lottery, slot);
        } catch (RuntimeException e) {
            LOG.errorf(e, "the code of prize %d of lottery %s cannot be read", slot, lottery.id());
            return null;
        }
    }

    /** A coupon that cannot be read hides no prize: how it stands is seen later. */
    private @Nullable PrizeCouponState coupon(Lottery lottery, Winner winner) {
        try {
            return coupons.find(lottery, List.of(winner)).get(winner);
        } catch (RuntimeException e) {
            LOG.errorf(e, "the coupon of prize %d of lottery %s cannot be read", winner.slot(), lottery.id());
            return null;
        }
    }

    private ShownPrize show(Lottery lottery, PrizeClaim claim, IntFunction<@Nullable String> code) {
        Winner winner = claim.winner();
        Prize prize = lottery.plan().prizeOf(winner.slot());
        boolean showsCode = winner.state() == PrizeState.CLAIMED && prize.redemption() == Prize.Redemption.CODE;
        return new ShownPrize(
                lottery.id(),
                lottery.plan().title(),
                lottery.room(),
                winner.slot(),
                prize.tier(),
                prize.name(),
                prize.redemption(),
                winner.state(),
                winner.offeredAt(),
                winner.deadline(),
                winner.claimedAt(),
                claim.address(),
                claim.exportedAt(),
                showsCode ? code.apply(winner.slot()) : null,
                coupon(lottery, winner),
                winner.withdrawal());
    }
}
