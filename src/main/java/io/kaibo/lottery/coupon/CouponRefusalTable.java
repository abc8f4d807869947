package io.kaibo.lottery.coupon;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.lottery.prize.Withdrawal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Prizes that are coupons and that WeChat Pay refuses their winners. */
@Singleton
class CouponRefusalTable {

    /** The prize is claimed, and no pass has ended its winner's part. */
    static final Condition CLAIMED = new Condition("#state = :claimed AND attribute_not_exists(passedBy)", "refusedBy");

    /** As viewers read it. */
    private static final String WORDS = "微信支付未能发放代金券";

    private final Table lotteries;

    CouponRefusalTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** Withdraws a prize which cannot get to its winner; the winner after it, or as they are if that cannot be written. */
    Winner withdraw(Winner winner, Instant now) {
        ConditionalWrite write = lotteries.update(
                LotteryItems.winnerKey(winner.lottery(), winner.alias()),
                Update.set("#state = :withdrawn, withdrawnFor = :reason, withdrawnWords = :words, withdrawnAt = :now")
                        .named("#state", "state")
                        .with(":withdrawn", PrizeState.WITHDRAWN)
                        .with(":reason", Withdrawal.Reason.CANNOT_RECEIVE)
                        .with(":words", WORDS)
                        .with(":now", now.truncatedTo(ChronoUnit.MILLIS))
                        .with(":claimed", PrizeState.CLAIMED),
                CLAIMED);
        return switch (write) {
            case ConditionalWrite.WriteDone(Item after) -> WinnerTable.winner(after);
            case ConditionalWrite.WriteRefused(Item there) -> WinnerTable.winner(there);
        };
    }
}
