package io.kaibo.lottery.draw;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.VoidReason;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Writes that a lottery is void without a draw, which is to be announced at once. */
@Singleton
public class VoidTable {

    /** It is in the state in which it was found: what was frozen or drawn meanwhile stands. */
    public static final Condition STILL = new Condition("#state = :from", "voidedBy");

    private final Table lotteries;

    VoidTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** Nothing is written if the lottery is no longer in the state {@code from}. */
    public void write(LotteryId id, LotteryState from, VoidReason reason, Instant now) {
        lotteries.update(LotteryItems.lotteryKey(id), voiding(reason, now).with(":from", from), STILL);
    }

    /** Makes a lottery void, which is to be announced at once. The names {@code #state} and {@code :now} are taken. */
    public static Update voiding(VoidReason reason, Instant now) {
        return Update.set("#state = :void, voidReason = :reason, voidedAt = :now, dueAt = :now")
                .andRemove("tries")
                .named("#state", "state")
                .with(":void", LotteryState.VOID)
                .with(":reason", reason)
                .with(":now", now);
    }
}
