package io.kaibo.lottery.draw;

import io.kaibo.aws.Condition;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.VoidReason;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the draw reads and writes. */
@Singleton
public class DrawTable {

    /** The first draw stands. */
    public static final Condition NOT_DRAWN = Condition.inTransaction("attribute_not_exists(pk)");

    /** Only a frozen lottery is drawn. */
    public static final Condition FROZEN = Condition.inTransaction("#state = :frozen");

    /** A lottery that could not be drawn in its time becomes void once. */
    public static final Condition STILL_FROZEN = new Condition(FROZEN.expression(), "voidedBy");

    /** A winner is written once: what became of their prize since is kept. */
    public static final Condition NO_WINNER = new Condition("attribute_not_exists(slot)", "wonBy");

    /** A draw as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Draw(long round, byte[] signature, List<Alias> ranks, Instant drawnAt) {}

    /** @param slot from 0 */
    record Winner(Alias alias, Person person, int slot, Instant deadline) {}

    private final Tables tables;
    private final Table lotteries;

    DrawTable(Tables tables) {
        this.tables = tables;
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    byte[] findFrozen(LotteryId id) {
        return lotteries
                .find(LotteryItems.frozenKey(id))
                .orElseThrow(() -> new IllegalStateException("a frozen lottery has no frozen record"))
                .bytes("bytes");
    }

    /** The signature that an operator handed in; empty if none did. */
    Optional<byte[]> findHandedIn(LotteryId id) {
        return lotteries
                .find(LotteryItems.lotteryKey(id))
                .filter(item -> item.has("signature"))
                .map(item -> item.bytes("signature"));
    }

    byte[] findRules(LotteryId id) {
        return lotteries
                .find(LotteryItems.rulesKey(id))
                .orElseThrow(() -> new IllegalStateException("a frozen lottery has no rules"))
                .bytes("bytes");
    }

    /** Writes the draw and the lottery's new state. Refused if it is drawn or void already. */
    TransactionResult writeDraw(LotteryId id, Draw draw) {
        ByteBuffer ranks = ByteBuffer.allocate(draw.ranks().size() * Alias.BYTES);
        draw.ranks().forEach(alias -> ranks.put(alias.toBytes()));
        NewItem item = new NewItem(LotteryItems.drawKey(id))
                .with("round", draw.round())
                .with("signature", draw.signature())
                .with("ranks", ranks.array())
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

    /** The draw of a lottery, after every write that is done. */
    Draw findDraw(LotteryId id) {
        return lotteries
                .find(LotteryItems.drawKey(id))
                .map(item -> new Draw(
                        item.number("round"),
                        item.bytes("signature"),
                        aliases(item.bytes("ranks")),
                        item.instant("drawnAt")))
                .orElseThrow(() -> new IllegalStateException("a drawn lottery has no draw"));
    }

    static List<Alias> aliases(byte[] bytes) {
        return IntStream.range(0, bytes.length / Alias.BYTES)
                .mapToObj(rank -> Alias.read(bytes, rank * Alias.BYTES))
                .toList();
    }

    /** The persons who entered under these aliases. */
    Map<Alias, Person> findPersons(LotteryId id, List<Alias> aliases) {
        Map<Alias, Person> persons = new HashMap<>();
        lotteries
                .findAll(
                        aliases.stream()
                                .map(alias -> LotteryItems.entryKey(id, alias))
                                .toList(),
                        "sk, person")
                .forEach(item -> persons.put(Alias.ofHex(item.text("sk")), new Person(item.text("person"))));
        return persons;
    }

    /** Writes a winner and their win. Both may be written already. */
    void writeWinner(LotteryId id, Winner winner, Instant drawnAt) {
        lotteries.update(
                LotteryItems.winnerKey(id, winner.alias()),
                Update.set("slot = :slot, person = :person, deadline = :deadline")
                        .with(":slot", winner.slot())
                        .with(":person", winner.person().value())
                        .with(":deadline", winner.deadline()),
                NO_WINNER);
        String day = WinDays.of(drawnAt);
        lotteries.put(new NewItem(LotteryItems.winKey(day, winner.person(), id, winner.slot())).with("at", drawnAt));
    }

    /** Writes that all winners are written: the lottery waits for nothing. */
    void writeDone(LotteryId id) {
        lotteries.update(LotteryItems.lotteryKey(id), Update.remove("due, dueAt, tries"));
    }

    /** Writes that the lottery is void, since its round could not be had. Nothing is written if it is drawn after all. */
    void writeNoRound(LotteryId id, Instant now) {
        Update update = Update.set("#state = :void, voidReason = :reason, voidedAt = :now")
                .andRemove("due, dueAt")
                .named("#state", "state")
                .with(":void", LotteryState.VOID)
                .with(":reason", VoidReason.NO_ROUND)
                .with(":now", now)
                .with(":frozen", LotteryState.FROZEN);
        lotteries.update(LotteryItems.lotteryKey(id), update, STILL_FROZEN);
    }
}
