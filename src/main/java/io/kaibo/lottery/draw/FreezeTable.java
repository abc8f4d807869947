package io.kaibo.lottery.draw;

import io.kaibo.aws.Condition;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.base.Digests;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.VoidReason;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the freeze reads and writes. */
@Singleton
public class FreezeTable {

    /** The first frozen record stands. */
    public static final Condition NOT_FROZEN = Condition.inTransaction("attribute_not_exists(pk)");

    /** Only a lottery that runs is frozen. */
    public static final Condition RUNNING = Condition.inTransaction("#state = :running");

    /** Of the write of the frozen record, all its tries: a write that lands later could land after its round is out. */
    private static final Duration FROZEN_WITHIN = Duration.ofSeconds(5);

    /**
     * A record that is to be written.
     *
     * @param starts the first alias of each chunk of the entries, 16 bytes each: so an entry is found in one chunk
     * @param drawAt when the round is due; null if there are too few entrants
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frozen(
            byte[] bytes,
            byte[] starts,
            @Nullable Long round,
            @Nullable Instant drawAt,
            Instant frozenAt) {}

    private final Tables tables;
    private final Table lotteries;

    FreezeTable(Tables tables) {
        this.tables = tables;
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** The lottery's seed, encrypted. */
    byte[] findSeed(LotteryId id) {
        return lotteries.find(LotteryItems.lotteryKey(id)).orElseThrow().bytes("seed");
    }

    /** Closes the gate of a shard. It may be closed already. */
    void closeGate(LotteryId id, int shard, Instant now) {
        lotteries.update(
                LotteryItems.gateKey(id, shard),
                Update.set("closedAt = if_not_exists(closedAt, :now)").with(":now", now));
    }

    /** The aliases of a shard, sorted, after every write that is done. */
    Stream<Alias> findAliases(LotteryId id, int shard) {
        return lotteries
                .query(Query.by("pk = :shard AND sk > :gate")
                        .consistently()
                        .returning("sk")
                        .with(":shard", LotteryItems.shard(id, shard))
                        .with(":gate", LotteryItems.GATE))
                .map(item -> Alias.ofHex(item.text("sk")));
    }

    /** The persons who won on a day, one for each win, after every write that is done. */
    Stream<Person> findWinners(String day) {
        return lotteries
                .query(Query.by("pk = :day").consistently().returning("sk").with(":day", LotteryItems.wins(day)))
                .map(item -> LotteryItems.winner(item.text("sk")));
    }

    /** Writes the frozen record and the lottery's new state, which is to be announced at once. Refused if it is frozen or void already. */
    TransactionResult writeFrozen(Lottery lottery, Frozen frozen) {
        return tables.write(new Transaction()
                .within(FROZEN_WITHIN)
                .put(
                        lotteries,
                        new NewItem(LotteryItems.frozenKey(lottery.id()))
                                .with("bytes", frozen.bytes())
                                .with("starts", frozen.starts()),
                        NOT_FROZEN)
                .update(lotteries, LotteryItems.lotteryKey(lottery.id()), frozenUpdate(frozen), RUNNING));
    }

    private static Update frozenUpdate(Frozen frozen) {
        return moving(frozen)
                .andSet("frozenDigest = :digest")
                .with(":digest", Digests.sha256Hex(frozen.bytes()))
                .with(":running", LotteryState.RUNNING);
    }

    private static Update moving(Frozen frozen) {
        if (frozen.round() == null || frozen.drawAt() == null) {
            return VoidTable.voiding(VoidReason.TOO_FEW, frozen.frozenAt());
        }
        return Update.set("#state = :frozen, dueAt = :now, round = :round, drawAt = :drawAt")
                .andRemove("tries")
                .named("#state", "state")
                .with(":frozen", LotteryState.FROZEN)
                .with(":now", frozen.frozenAt())
                .with(":round", frozen.round())
                .with(":drawAt", frozen.drawAt());
    }
}
