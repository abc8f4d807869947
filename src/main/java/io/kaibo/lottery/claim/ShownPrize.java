package io.kaibo.lottery.claim;

import io.kaibo.coupon.PrizeCouponState;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Withdrawal;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prize as its winner sees it.
 *
 * @param title of the lottery
 * @param slot of the prize, from 0 in the order of the tiers
 * @param tier such as 一等奖
 * @param name of the prize
 * @param deadline it can be claimed before it
 * @param claimedAt when it was claimed first; null before
 * @param address masked; null before it is claimed, and of a code
 * @param exportedAt when the prize was first exported for those who send prizes: since then its address cannot be corrected; null before
 * @param code null before it is claimed, and of a prize that is sent
 * @param coupon how the coupon stands; null before it is claimed, and of other prizes
 * @param withdrawal null unless the shop withdrew it
 */
@RegisterForReflection
record ShownPrize(
        LotteryId lotteryId,
        String title,
        RoomId roomId,
        int slot,
        String tier,
        String name,
        Prize.Redemption redemption,
        PrizeState state,
        Instant offeredAt,
        Instant deadline,
        @Nullable Instant claimedAt,
        @Nullable MaskedAddress address,
        @Nullable Instant exportedAt,
        @Nullable String code,
        @Nullable PrizeCouponState coupon,
        @Nullable Withdrawal withdrawal) {

    /** @param next asks for the rest; absent at the end */
    record Many(List<ShownPrize> prizes, @Nullable String next) {}

    /** Without the code. */
    @Override
    public String toString() {
        return "ShownPrize";
    }
}
