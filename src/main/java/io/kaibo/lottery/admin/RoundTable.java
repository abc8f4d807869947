package io.kaibo.lottery.admin;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.drand.RoundSignature;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The round of a frozen lottery, as an operator handed it in. */
@Singleton
class RoundTable {

    /** Only a lottery that waits for its round is woken by it. */
    static final Condition WAITS = new Condition("#state = :frozen", "roundBy");

    private final Table lotteries;

    RoundTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** Keeps the signature, and has the draw be due now. Nothing is written if the lottery does not wait for it any more. */
    void write(LotteryId id, RoundSignature signature, Instant now) {
        Update update = Update.set("signature = :signature, dueAt = :now")
                .andRemove("tries")
                .named("#state", "state")
                .with(":signature", signature.bytes())
                .with(":now", now)
                .with(":frozen", LotteryState.FROZEN);
        lotteries.update(LotteryItems.lotteryKey(id), update, WAITS);
    }
}
