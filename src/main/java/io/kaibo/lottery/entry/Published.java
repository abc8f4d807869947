package io.kaibo.lottery.entry;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.record.AliasList;
import io.kaibo.lottery.record.ChunkTable;
import io.kaibo.lottery.record.Draw;
import io.kaibo.lottery.record.FrozenRecord;
import io.kaibo.lottery.record.RecordBytes;
import io.kaibo.lottery.record.RecordTable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What lotteries publish, kept in memory: it never changes, and all viewers of a lottery need the same. */
@Singleton
class Published {

    /** More lotteries than run at the same time. */
    private static final int LOTTERIES = 100;

    /** 128 KB each; a million entrants have 123. */
    private static final int CHUNKS = 128;

    /**
     * The frozen record, as bytes and read.
     *
     * @param starts the first alias of each chunk of entries
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frozen(byte[] bytes, FrozenRecord record, byte[] starts) {}

    /** The rules, as bytes, and the list of the staff in them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Started(byte[] bytes, AliasList staff) {}

    private record ChunkName(LotteryId lottery, String sha256) {}

    private final RecordTable table;
    private final ChunkTable chunkTable;
    private final RecordBytes records;
    private final LastUsed<LotteryId, Started> rules = new LastUsed<>(LOTTERIES);
    private final LastUsed<LotteryId, Frozen> frozen = new LastUsed<>(LOTTERIES);
    private final LastUsed<LotteryId, Draw> draws = new LastUsed<>(LOTTERIES);
    private final LastUsed<ChunkName, byte[]> chunks = new LastUsed<>(CHUNKS);

    Published(RecordTable table, ChunkTable chunkTable, RecordBytes records) {
        this.table = table;
        this.chunkTable = chunkTable;
        this.records = records;
    }

    /** The rules of a lottery that was started. */
    Started rules(LotteryId id) {
        return rules.get(id, key -> {
            byte[] bytes = table.findRules(key);
            return new Started(bytes, records.readRules(bytes).staff());
        });
    }

    /** The record of a lottery that is frozen. */
    Frozen frozen(LotteryId id) {
        return frozen.get(id, key -> {
            RecordTable.StoredFrozen stored = table.findFrozen(key);
            return new Frozen(stored.bytes(), records.readFrozen(stored.bytes()), stored.starts());
        });
    }

    /** The draw of a lottery that is drawn. */
    Draw draw(LotteryId id) {
        return draws.get(id, table::findDraw);
    }

    /** The chunk of this name; empty if there is none. */
    Optional<byte[]> findChunk(LotteryId id, String sha256) {
        return chunks.find(new ChunkName(id, sha256), name -> chunkTable.findIfThere(name.lottery(), name.sha256()));
    }

    /** True if the alias is among those who may win; one chunk is read at the most. */
    boolean isEntrant(LotteryId id, Alias alias) {
        Frozen record = frozen(id);
        int chunk = SortedAliases.indexOfLastUpTo(record.starts(), alias);
        return chunk >= 0 && isInChunk(id, record.record().entries().chunks().get(chunk), alias);
    }

    /** True if the alias took part and has as many wins as the rules allow. */
    boolean isLeftOut(LotteryId id, Alias alias) {
        return contains(id, frozen(id).record().leftOut(), alias);
    }

    /** True if the alias is of the shop's staff. */
    boolean isStaff(LotteryId id, Alias alias) {
        return contains(id, rules(id).staff(), alias);
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
