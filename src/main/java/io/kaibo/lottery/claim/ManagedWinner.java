package io.kaibo.lottery.claim;

import io.kaibo.coupon.PrizeCouponState;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A winner as operators see them: by the alias alone, which is another one in each lottery. What links a person's wins is in no list.
 *
 * @param slot of the prize, from 0 in the order of the tiers
 * @param tier such as 一等奖
 * @param rank from 1
 * @param deadline the prize can be claimed before it
 * @param claimedAt when it was claimed first; null before
 * @param address masked; null before it is claimed, and of a code
 * @param coupon how the coupon stands; null before it is claimed, and of other prizes
 * @param exportedAt when the prize was first exported for those who send prizes; null before
 */
@RegisterForReflection
record ManagedWinner(
        Alias alias,
        int slot,
        String tier,
        int rank,
        PrizeState state,
        Instant offeredAt,
        Instant deadline,
        @Nullable Instant claimedAt,
        @Nullable MaskedAddress address,
        @Nullable PrizeCouponState coupon,
        @Nullable Instant exportedAt) {

    /** @param next asks for the rest; absent at the end */
    record Many(List<ManagedWinner> winners, @Nullable String next) {}

    static ManagedWinner of(Lottery lottery, PrizeClaim claim, @Nullable PrizeCouponState coupon) {
        Winner winner = claim.winner();
        return new ManagedWinner(
                winner.alias(),
                winner.slot(),
                lottery.plan().prizeOf(winner.slot()).tier(),
                winner.rank(),
                winner.state(),
                winner.offeredAt(),
                winner.deadline(),
                winner.claimedAt(),
                claim.address(),
                coupon,
                claim.exportedAt());
    }
}
