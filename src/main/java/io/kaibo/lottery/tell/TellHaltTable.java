package io.kaibo.lottery.tell;

import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Why winners are not told now, by the template that they accepted. It is for operators to read and gives the next try its care; no promise
 * rests on it. So its writes have no condition: each of them may be repeated.
 */
@Singleton
public class TellHaltTable {

    private final Table lotteries;

    TellHaltTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** The halts of a lottery, by the ids of the templates; empty if all its winners are told. */
    public List<TellHalt> findAll(LotteryId id) {
        return lotteries
                .query(Query.by("pk = :lottery AND begins_with(sk, :telling)")
                        .with(":lottery", LotteryItems.lotteryPartition(id))
                        .with(":telling", LotteryItems.TELLING))
                .filter(TellHaltTable::isHalt)
                .map(TellHaltTable::read)
                .toList();
    }

    /** True if the winners who accepted the template are not told. */
    boolean isHalted(LotteryId id, String templateId) {
        return lotteries
                .find(LotteryItems.tellingKey(id, templateId))
                .filter(TellHaltTable::isHalt)
                .isPresent();
    }

    /** A halt that was cleared leaves an item. */
    private static boolean isHalt(Item item) {
        return item.has("reason");
    }

    private static TellHalt read(Item item) {
        return new TellHalt(
                item.text("sk").substring(LotteryItems.TELLING.length()),
                item.text("reason"),
                item.instant("haltedAt"));
    }

    /** Writes the last reason, and when the telling was halted first. */
    void write(LotteryId id, String templateId, String reason, Instant now) {
        lotteries.update(
                LotteryItems.tellingKey(id, templateId),
                Update.set("reason = :reason, haltedAt = if_not_exists(haltedAt, :now)")
                        .with(":reason", reason)
                        .with(":now", now));
    }

    void clear(LotteryId id, String templateId) {
        lotteries.update(LotteryItems.tellingKey(id, templateId), Update.remove("reason, haltedAt"));
    }
}
