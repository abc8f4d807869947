package io.kaibo.lottery.claim;

import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prizes, a page at a time. */
@Singleton
class PrizePageTable {

    private final Table lotteries;

    PrizePageTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** @param next where the rest begins; null if there is none */
    record Page(List<PrizeClaim> claims, @Nullable PrizeCursor next) {}

    /**
     * Prizes that a person was offered, the latest first; one of the last moments may be missing, and each is as it is after every write
     * that is done.
     *
     * @param after where the last page ended; null for the first
     * @param most how many the page has at most
     */
    Page findByPerson(Person person, @Nullable PrizeCursor after, int most) {
        Table.Part keys = lotteries.queryPart(Query.by("winner = :person")
                .ofIndex(LotteryItems.WINNER_INDEX)
                .latestFirst()
                .limit(most)
                .after(after == null ? null : place(person, after))
                .with(":person", person.value()));
        Map<String, PrizeClaim> claims = lotteries
                .findAll(keys.items().stream().map(PrizePageTable::key).toList())
                .collect(Collectors.toMap(PrizePageTable::name, ClaimTable::claim));
        return new Page(
                keys.items().stream()
                        .map(key -> claims.get(name(key)))
                        .filter(Objects::nonNull)
                        .toList(),
                keys.isLast() ? null : cursor(keys.items().getLast()));
    }

    /** The winners of a lottery in the order of their aliases, after every write that is done. As {@link #findByPerson}. */
    Page findByLottery(LotteryId id, @Nullable PrizeCursor after, int most) {
        Table.Part winners = lotteries.queryPart(WinnerTable.winnersOf(id)
                .consistently()
                .limit(most)
                .after(after == null ? null : new NewItem(LotteryItems.winnerKey(after.lottery(), after.alias()))));
        return new Page(
                winners.items().stream().map(ClaimTable::claim).toList(),
                winners.isLast() ? null : cursor(winners.items().getLast()));
    }

    private static NewItem place(Person person, PrizeCursor after) {
        return new NewItem(LotteryItems.winnerKey(after.lottery(), after.alias()))
                .with("winner", person.value())
                .with("offeredAt", after.offeredAt());
    }

    private static PrizeCursor cursor(Item winner) {
        return new PrizeCursor(LotteryItems.id(winner), WinnerTable.alias(winner), winner.instant("offeredAt"));
    }

    private static Map<String, AttributeValue> key(Item winner) {
        return LotteryItems.winnerKey(LotteryItems.id(winner), WinnerTable.alias(winner));
    }

    private static String name(Item winner) {
        return winner.text("pk") + winner.text("sk");
    }
}
