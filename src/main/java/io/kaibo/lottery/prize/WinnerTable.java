package io.kaibo.lottery.prize;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.WinDays;
import io.kaibo.message.SendState;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The winners of a lottery, an item each, and their wins by the day. A winner's item has:
 *
 * <pre>
 * slot, rank, winner          the prize, the rank, the person
 * state                       PrizeState
 * offeredAt, deadline         as of Winner
 * claimedAt                   once it was claimed
 * withdrawnFor, withdrawnAt,
 * withdrawnWords              once it was withdrawn: Withdrawal
 * passedBy                    the number of the pass that ended this winner's part
 * templateId, sendState, …    the message to the winner, who waits for it from the offer on, if they accepted one:
 *                             io.kaibo.message.SendTable
 * </pre>
 */
@Singleton
public class WinnerTable {

    /** A winner is written once: what became of their prize since is kept. */
    public static final Condition NO_WINNER = new Condition("attribute_not_exists(slot)", "wonBy");

    private final Table lotteries;

    WinnerTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** Writes that a prize is offered. It may be written already. */
    public void write(LotteryId id, Offer offer) {
        lotteries.update(LotteryItems.winnerKey(id, offer.alias()), offered(offer), NO_WINNER);
        writeWin(id, offer);
    }

    /** The write of a prize that is offered, for a transaction with what ends its last winner. */
    public static Update offered(Offer offer) {
        Update update = Update.set("slot = :slot, #rank = :rank, winner = :winner, #state = :offered,"
                        + " offeredAt = :offeredAt, deadline = :deadline")
                .named("#rank", "rank")
                .named("#state", "state")
                .with(":slot", offer.slot())
                .with(":rank", offer.rank())
                .with(":winner", offer.person().value())
                .with(":offered", PrizeState.OFFERED)
                .with(":offeredAt", offer.offeredAt())
                .with(":deadline", offer.deadline());
        if (offer.templateId() != null) {
            update.andSet("templateId = :templateId, sendState = :waiting")
                    .with(":templateId", offer.templateId())
                    .with(":waiting", SendState.WAITING);
        }
        return update;
    }

    /** Writes that a person won, by the day: it counts for the win limits of later lotteries. It may be written already. */
    public void writeWin(LotteryId id, Offer offer) {
        lotteries.update(winKey(id, offer), won(offer));
    }

    /** The key of a win, by the day of the offer. */
    public static Map<String, AttributeValue> winKey(LotteryId id, Offer offer) {
        return LotteryItems.winKey(WinDays.of(offer.offeredAt()), offer.person(), id, offer.slot());
    }

    /** The write of a win, for a transaction with the offer. */
    public static Update won(Offer offer) {
        return Update.set("#at = :at").named("#at", "at").with(":at", offer.offeredAt());
    }

    /** The query of a lottery's winners. */
    public static Query winnersOf(LotteryId id) {
        return Query.by("pk = :lottery AND begins_with(sk, :win)")
                .with(":lottery", LotteryItems.lotteryPartition(id))
                .with(":win", LotteryItems.WINNER);
    }

    /** All who were offered a prize of the lottery, after every write that is done: a thousand, and those to whom prizes were passed on. */
    public List<Winner> findAll(LotteryId id) {
        return lotteries
                .query(winnersOf(id).consistently())
                .map(WinnerTable::winner)
                .toList();
    }

    /** As {@link #findAll}, without the newest writes perhaps: for what viewers are shown, which needs nothing private of them. */
    public List<Winner> findAllLately(LotteryId id) {
        return lotteries
                .query(winnersOf(id)
                        .returning("pk, sk, winner, slot, #rank, #state, offeredAt, deadline, claimedAt, withdrawnFor,"
                                + " withdrawnWords, withdrawnAt, passedBy")
                        .named("#rank", "rank")
                        .named("#state", "state"))
                .map(WinnerTable::winner)
                .toList();
    }

    /** One who was offered a prize, after every write that is done; empty if there is no such winner. */
    public Optional<Winner> find(LotteryId id, Alias alias) {
        return lotteries.find(LotteryItems.winnerKey(id, alias)).map(WinnerTable::winner);
    }

    /** The winner that an item is of. */
    public static Winner winner(Item item) {
        return new Winner(
                LotteryItems.id(item),
                alias(item),
                new Person(item.text("winner")),
                (int) item.number("slot"),
                (int) item.number("rank"),
                item.word("state", PrizeState.class),
                item.instant("offeredAt"),
                item.instant("deadline"),
                item.instantOrNull("claimedAt"),
                withdrawal(item),
                item.has("passedBy") ? Integer.valueOf((int) item.number("passedBy")) : null);
    }

    private static @Nullable Withdrawal withdrawal(Item item) {
        return item.has("withdrawnAt")
                ? new Withdrawal(
                        item.word("withdrawnFor", Withdrawal.Reason.class),
                        item.text("withdrawnWords"),
                        item.instant("withdrawnAt"))
                : null;
    }

    /** The alias of a winner, by the item's key. */
    public static Alias alias(Item item) {
        return Alias.ofHex(item.text("sk").substring(LotteryItems.WINNER.length()));
    }
}
