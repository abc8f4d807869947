package io.kaibo.lottery.draw;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryMapping;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.record.Draw;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the draw reads and writes. */
@Singleton
public class DrawTable {

    /** The first draw stands. */
    public static final Condition NOT_DRAWN = Condition.inTransaction("attribute_not_exists(pk)");

    /** Only a frozen lottery is drawn. */
    public static final Condition FROZEN = Condition.inTransaction("#state = :frozen");

    /**
     * Who entered under an alias.
     *
     * @param templateId the template of which the person accepted a message; null if none
     */
    public record Entered(Person person, @Nullable String templateId) {}

    private final Tables tables;
    private final Table lotteries;

    DrawTable(Tables tables) {
        this.tables = tables;
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** The signature that an operator handed in; empty if none did. */
    Optional<byte[]> findHandedIn(LotteryId id) {
        return lotteries
                .find(LotteryItems.lotteryKey(id))
                .filter(item -> item.has("signature"))
                .map(item -> item.bytes("signature"));
    }

    /** Writes the draw and the lottery's new state. Refused if it is drawn or void already. */
    TransactionResult writeDraw(LotteryId id, Draw draw) {
        NewItem item = new NewItem(LotteryItems.drawKey(id))
                .with("round", draw.round())
                .with("signature", draw.signature())
                .with("ranks", draw.ranks())
                .with("drawnAt", draw.drawnAt());
        Update drawn = Update.set("#state = :drawn, dueAt = :now")
                .andRemove("tries")
                .named("#state", "state")
                .with(":drawn", LotteryState.DRAWN)
                .with(":now", draw.drawnAt())
                .with(":frozen", LotteryState.FROZEN);
        return tables.write(new Transaction()
                .put(lotteries, item, NOT_DRAWN)
                .update(lotteries, LotteryItems.lotteryKey(id), drawn, FROZEN));
    }

    /** The entries under these aliases; one that is no longer kept is absent. */
    public Map<Alias, Entered> findEntries(LotteryId id, List<Alias> aliases) {
        return lotteries
                .findAll(
                        aliases.stream()
                                .map(alias -> LotteryItems.entryKey(id, alias))
                                .toList(),
                        "sk, person, templateId")
                .collect(Collectors.toMap(
                        item -> Alias.ofHex(item.text("sk")),
                        item -> new Entered(new Person(item.text("person")), item.textOrNull("templateId"))));
    }

    /** When the lottery's prizes are offered, which the first call decides; empty if the first winners are all written. */
    Optional<Instant> beginOffering(LotteryId id, Instant now) {
        Item lottery = lotteries.update(
                LotteryItems.lotteryKey(id),
                Update.set("offeredSince = if_not_exists(offeredSince, :now)").with(":now", now));
        return LotteryMapping.areOffered(lottery) ? Optional.empty() : Optional.of(lottery.instant("offeredSince"));
    }

    /** Writes that the first winners are all written: their entries are needed no more. */
    void writeOffered(LotteryId id) {
        lotteries.update(
                LotteryItems.lotteryKey(id), Update.set("offered = :true").with(":true", true));
    }
}
