package io.kaibo.lottery.pass;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.Withdrawal;
import jakarta.inject.Singleton;

/** Withdraws prizes. The lottery counts them in the same transaction, so that a list of lotteries shows the number. */
@Singleton
class WithdrawalTable {

    /**
     * The prize is offered, or claimed if it is to be sent; a code that was shown is gone. After the deadline the winners stand: a withdrawal
     * then could choose which prize the next rank gets.
     */
    static final Condition WITHDRAWABLE = Condition.inTransaction("#state IN (:offered, :alsoIn) AND deadline > :now");

    private final Tables tables;
    private final Table lotteries;

    WithdrawalTable(Tables tables) {
        this.tables = tables;
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** Writes that a prize is withdrawn, in a request that began when the withdrawal says. Nothing is written if it cannot be. */
    TransactionResult write(Winner winner, Prize.Redemption redemption, Withdrawal withdrawal) {
        PrizeState alsoIn = redemption == Prize.Redemption.ADDRESS ? PrizeState.CLAIMED : PrizeState.OFFERED;
        Update withdrawn = Update.set(
                        "#state = :withdrawn, withdrawnFor = :reason, withdrawnWords = :words," + " withdrawnAt = :now")
                .named("#state", "state")
                .with(":withdrawn", PrizeState.WITHDRAWN)
                .with(":reason", withdrawal.reason())
                .with(":words", withdrawal.words())
                .with(":now", withdrawal.at())
                .with(":offered", PrizeState.OFFERED)
                .with(":alsoIn", alsoIn);
        Update counted = Update.set("withdrawn = if_not_exists(withdrawn, :none) + :one")
                .with(":none", 0)
                .with(":one", 1);
        return tables.write(new Transaction()
                .update(lotteries, LotteryItems.winnerKey(winner.lottery(), winner.alias()), withdrawn, WITHDRAWABLE)
                .update(lotteries, LotteryItems.lotteryKey(winner.lottery()), counted));
    }
}
