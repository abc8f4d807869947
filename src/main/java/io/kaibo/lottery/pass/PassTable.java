package io.kaibo.lottery.pass;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.prize.Offer;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.WinnerTable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The passes of a lottery, an item each, numbered. A pass is one transaction with the end of its last winner, and with its new winner and
 * their win. So no prize has two winners, and no rank is used up without a pass that says so.
 */
@Singleton
public class PassTable {

    /** The last winner is as they were read: an offer that was claimed meanwhile is not passed on, and none is passed on twice. */
    public static final Condition AS_SEEN =
            Condition.inTransaction("#state = :seen AND attribute_not_exists(passedBy)");

    /** The number is free: with another pass under it a rank would be left out of the list. */
    public static final Condition NOT_PASSED = Condition.inTransaction("attribute_not_exists(pk)");

    /** What the sort keys of passes begin with; the number follows, in six digits. */
    private static final String PASS = "PASS#";

    private final Tables tables;
    private final Table lotteries;

    PassTable(Tables tables) {
        this.tables = tables;
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /**
     * Passes a prize on, or has it lapse. Refused if the last winner is not as they were read, or other passes were made since.
     *
     * @param from the last winner as they were read
     * @param offer to the new winner; null if the prize lapses
     */
    TransactionResult write(Winner from, Pass pass, @Nullable Offer offer) {
        LotteryId id = from.lottery();
        Transaction transaction = new Transaction()
                .update(lotteries, LotteryItems.winnerKey(id, from.alias()), ended(from, pass), AS_SEEN)
                .put(lotteries, item(id, pass), NOT_PASSED);
        if (offer != null) {
            transaction
                    .update(
                            lotteries,
                            LotteryItems.winnerKey(id, offer.alias()),
                            WinnerTable.offered(offer),
                            WinnerTable.NO_WINNER)
                    .update(lotteries, WinnerTable.winKey(id, offer), WinnerTable.won(offer));
        }
        return tables.write(transaction);
    }

    private static Update ended(Winner from, Pass pass) {
        return Update.set("#state = :after, passedBy = :number")
                .named("#state", "state")
                .with(":after", from.endedBy(pass.number()).state())
                .with(":number", pass.number())
                .with(":seen", from.state());
    }

    private static Map<String, AttributeValue> key(LotteryId id, int number) {
        return Item.key(LotteryItems.lotteryPartition(id), PASS + String.format(Locale.ROOT, "%06d", number));
    }

    private static NewItem item(LotteryId id, Pass pass) {
        NewItem item = new NewItem(key(id, pass.number()))
                .with("slot", pass.slot())
                .with("from", pass.from().toHex())
                .with("reason", pass.reason())
                .with("at", pass.at());
        if (pass.to() != null && pass.rank() != null) {
            item.with("to", pass.to().toHex()).with("rank", pass.rank());
        }
        return item;
    }

    /** The passes in their order, after every write that is done. */
    public List<Pass> findAll(LotteryId id) {
        return read(query(id).consistently());
    }

    /** The passes in their order, without the newest writes perhaps. */
    public List<Pass> findAllLately(LotteryId id) {
        return read(query(id));
    }

    private static Query query(LotteryId id) {
        return Query.by("pk = :lottery AND begins_with(sk, :pass)")
                .with(":lottery", LotteryItems.lotteryPartition(id))
                .with(":pass", PASS);
    }

    private List<Pass> read(Query query) {
        return lotteries.query(query).map(PassTable::pass).toList();
    }

    private static Pass pass(Item item) {
        return new Pass(
                Integer.parseInt(item.text("sk").substring(PASS.length())),
                (int) item.number("slot"),
                Alias.ofHex(item.text("from")),
                item.has("to") ? Alias.ofHex(item.text("to")) : null,
                item.has("rank") ? Integer.valueOf((int) item.number("rank")) : null,
                item.word("reason", PassReason.class),
                item.instant("at"));
    }
}
