package io.kaibo.lottery.tell;

import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a lottery's winners are not told now. It is for operators to read and gives the next try its care; no promise rests on it. So its
 * writes have no condition: each of them may be repeated.
 */
@Singleton
public class TellHaltTable {

    private final Table lotteries;

    TellHaltTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** Empty if the telling is not halted. */
    public Optional<TellHalt> find(LotteryId id) {
        return lotteries
                .find(LotteryItems.tellingKey(id))
                .filter(item -> item.has("reason"))
                .map(TellHaltTable::read);
    }

    private static TellHalt read(Item item) {
        return new TellHalt(item.text("reason"), item.instant("haltedAt"));
    }

    /** Writes the last reason, and when the telling was halted first. */
    void write(LotteryId id, String reason, Instant now) {
        lotteries.update(
                LotteryItems.tellingKey(id),
                Update.set("reason = :reason, haltedAt = if_not_exists(haltedAt, :now)")
                        .with(":reason", reason)
                        .with(":now", now));
    }

    void clear(LotteryId id) {
        lotteries.update(LotteryItems.tellingKey(id), Update.remove("reason, haltedAt"));
    }
}
