package io.kaibo.lottery.entry;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.ChunkTable;
import io.kaibo.lottery.record.Draw;
import io.kaibo.lottery.record.Records;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What lotteries publish, kept in memory: it never changes, and all viewers of a lottery need the same. */
@Singleton
class Published {

    /** More lotteries than run at the same time. */
    private static final int LOTTERIES = 100;

    /** 128 KB each; a million entrants have 123. */
    private static final int CHUNKS = 128;

    private record ChunkName(LotteryId lottery, String sha256) {}

    private final Records records;
    private final ChunkTable chunkTable;
    private final LastUsed<LotteryId, Records.FixedRules> rules = new LastUsed<>(LOTTERIES);
    private final LastUsed<LotteryId, Records.FixedFrozen> frozen = new LastUsed<>(LOTTERIES);
    private final LastUsed<LotteryId, Draw> draws = new LastUsed<>(LOTTERIES);
    private final LastUsed<ChunkName, byte[]> chunks = new LastUsed<>(CHUNKS);

    Published(Records records, ChunkTable chunkTable) {
        this.records = records;
        this.chunkTable = chunkTable;
    }

    /** The rules of a lottery that was started. @throws IllegalStateException if they are not those of the start */
    Records.FixedRules rules(Lottery lottery) {
        return rules.get(lottery.id(), _ -> records.findRules(lottery));
    }

    /** The record of a lottery that is frozen. @throws IllegalStateException if it is not the one of the freeze */
    Records.FixedFrozen frozen(Lottery lottery) {
        return frozen.get(lottery.id(), _ -> records.findFrozen(lottery));
    }

    /** The draw of a lottery that is drawn. */
    Draw draw(LotteryId id) {
        return draws.get(id, records::findDraw);
    }

    /** The chunk of this name; empty if there is none. */
    Optional<byte[]> findChunk(LotteryId id, String sha256) {
        return chunks.find(new ChunkName(id, sha256), name -> chunkTable.findIfThere(name.lottery(), name.sha256()));
    }

    /** True if the alias is among those who may win; one chunk is read at the most. */
    boolean isEntrant(Lottery lottery, Alias alias) {
        Records.FixedFrozen record = frozen(lottery);
        int chunk = SortedAliases.indexOfLastUpTo(record.starts(), alias);
        return chunk >= 0
                && isInChunk(lottery.id(), record.record().entries().chunks().get(chunk), alias);
    }

    /** True if the alias took part and has as many wins as the rules allow. */
    boolean isLeftOut(Lottery lottery, Alias alias) {
        return contains(lottery.id(), frozen(lottery).record().leftOut(), alias);
    }

    /** True if the alias is of the shop's staff. */
    boolean isStaff(Lottery lottery, Alias alias) {
        return contains(lottery.id(), rules(lottery).rules().staff(), alias);
    }

    private boolean contains(LotteryId id, AliasList list, Alias alias) {
        return list.chunks().stream().anyMatch(chunk -> isInChunk(id, chunk, alias));
    }

    private boolean isInChunk(LotteryId id, String sha256, Alias alias) {
        byte[] chunk = findChunk(id, sha256)
                .orElseThrow(() -> new IllegalStateException("a chunk of a published list is not there"));
        return SortedAliases.contains(chunk, alias);
    }
}
