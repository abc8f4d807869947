package io.kaibo.lottery.claim;

import io.kaibo.coupon.PrizeCouponState;
import io.kaibo.http.Problem;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.lottery.LotteryTable;
import io.kaibo.lottery.coupon.FindCouponStates;
import io.kaibo.lottery.prize.Winner;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the winners of a lottery for operators, with their addresses masked. */
@Singleton
class FindWinners {

    private final PrizePageTable table;
    private final LotteryTable lotteries;
    private final FindCouponStates coupons;

    FindWinners(PrizePageTable table, LotteryTable lotteries, FindCouponStates coupons) {
        this.table = table;
        this.lotteries = lotteries;
        this.coupons = coupons;
    }

    /**
     * In the order of their aliases, those whose prize was passed on too.
     *
     * @param next where the last page ended; null for the first
     * @throws Problem 400 if no list of this lottery gave out this {@code next}; 404 if there is no such lottery, or it was not started
     */
    ManagedWinner.Many find(LotteryId id, int limit, @Nullable String next) {
        Lottery lottery =
                lotteries.find(id).filter(found -> found.state().isPublic()).orElseThrow(LotteryPath::noSuchLottery);
        PrizeCursor after = PrizePaging.readNext(next);
        if (after != null && !after.lottery().equals(id)) {
            throw PrizePaging.isNotFromHere();
        }
        PrizePageTable.Page page = table.findByLottery(id, after, limit);
        Map<Winner, PrizeCouponState> states = coupons.find(
                lottery, page.claims().stream().map(PrizeClaim::winner).toList());
        return new ManagedWinner.Many(
                page.claims().stream()
                        .map(claim -> ManagedWinner.of(lottery, claim, states.get(claim.winner())))
                        .toList(),
                PrizePaging.writeNext(page.next()));
    }
}
