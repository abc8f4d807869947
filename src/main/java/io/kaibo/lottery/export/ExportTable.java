package io.kaibo.lottery.export;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.WinnerTable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What an export reads and writes. A winner's item gets {@code exportedAt}, the first time that its prize was exported; each export
 * has an item {@code EXPORT#…} of its own with {@code operator}, {@code at} and {@code prizes}, how many it told.
 */
@Singleton
class ExportTable {

    /** A prize that was withdrawn since it was read is not exported. */
    static final Condition STILL_CLAIMED = new Condition("#state = :claimed", "exportBy");

    private final Table lotteries;

    ExportTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /**
     * The prizes that are claimed, and those that were withdrawn after an export, after every write that is done, in the order of their slots
     * and claims.
     */
    List<ClaimedPrize> findClaimed(LotteryId id) {
        return lotteries
                .query(WinnerTable.winnersOf(id)
                        .consistently()
                        .returning("sk, slot, #state, claimedAt, correctedAt, exportedAt")
                        .named("#state", "state"))
                .filter(ExportTable::isToBeTold)
                .map(ExportTable::claimed)
                .sorted(Comparator.comparingInt(ClaimedPrize::slot).thenComparing(ClaimedPrize::claimedAt))
                .toList();
    }

    private static ClaimedPrize claimed(Item item) {
        Instant corrected = item.instantOrNull("correctedAt");
        return new ClaimedPrize(
                WinnerTable.alias(item),
                (int) item.number("slot"),
                item.instant("claimedAt"),
                corrected == null ? item.instant("claimedAt") : corrected,
                item.has("exportedAt"),
                state(item) == PrizeState.WITHDRAWN);
    }

    private static boolean isToBeTold(Item winner) {
        return switch (state(winner)) {
            case CLAIMED -> true;
            // those who send prizes have it in their hands
            case WITHDRAWN -> winner.has("exportedAt");
            case OFFERED, LAPSED -> false;
        };
    }

    private static PrizeState state(Item winner) {
        return winner.word("state", PrizeState.class);
    }

    /** Marks a prize as exported: from then on its address cannot be corrected. False if it is no longer claimed. */
    boolean markExported(LotteryId id, ClaimedPrize prize, Instant now) {
        Update mark = Update.set("exportedAt = if_not_exists(exportedAt, :now)")
                .named("#state", "state")
                .with(":now", now)
                .with(":claimed", PrizeState.CLAIMED);
        return lotteries
                .update(LotteryItems.winnerKey(id, prize.winner()), mark, STILL_CLAIMED)
                .isDone();
    }

    /** The sealed addresses of winners, after every write that is done; none of an address whose time is over. */
    Map<Alias, byte[]> findAddresses(LotteryId id, List<Alias> winners, Instant now) {
        return lotteries
                .findAll(winners.stream()
                        .map(winner -> LotteryItems.addressKey(id, winner))
                        .toList())
                // DynamoDB removes it up to some days later
                .filter(item -> item.number("expiresAt") > now.getEpochSecond())
                .collect(Collectors.toMap(item -> alias(item), item -> item.bytes("sealed")));
    }

    /**
     * The sealed codes of a tier; empty if there are none.
     *
     * @param tier from 0
     */
    Optional<byte[]> findCodes(LotteryId id, int tier) {
        return lotteries.find(LotteryItems.codesKey(id, tier)).map(item -> item.bytes("sealed"));
    }

    /** Writes who exported how many prizes, and when. */
    void recordExport(LotteryId id, String operator, long prizes, Instant now) {
        lotteries.update(
                LotteryItems.exportKey(id, now, UUID.randomUUID()),
                Update.set("#operator = :operator, #at = :now, prizes = :prizes")
                        .named("#operator", "operator")
                        .named("#at", "at")
                        .with(":operator", operator)
                        .with(":now", now)
                        .with(":prizes", prizes));
    }

    private static Alias alias(Item address) {
        return Alias.ofHex(address.text("sk").substring(LotteryItems.ADDRESS.length()));
    }
}
