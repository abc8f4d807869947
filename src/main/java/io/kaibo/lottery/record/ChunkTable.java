package io.kaibo.lottery.record;

import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.base.Digests;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Chunks of aliases, each under its SHA-256. So the same chunk may be put twice, and none can be overwritten by another. */
@Singleton
public class ChunkTable {

    private final Table lotteries;

    ChunkTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    public void put(LotteryId id, AliasChunks.Chunk chunk) {
        lotteries.put(new NewItem(LotteryItems.chunkKey(id, chunk.sha256())).with("bytes", chunk.bytes()));
    }

    /** The chunk of this name. @throws IllegalStateException if there is none, or its bytes are others */
    public byte[] find(LotteryId id, String sha256) {
        return findIfThere(id, sha256)
                .orElseThrow(() -> new IllegalStateException("a chunk of lottery " + id + " is not there"));
    }

    /** The chunk of this name; empty if there is none. @throws IllegalStateException if its bytes are others */
    public Optional<byte[]> findIfThere(LotteryId id, String sha256) {
        return RecordTable.findPublished(lotteries, LotteryItems.chunkKey(id, sha256))
                .map(item -> check(id, sha256, item.bytes("bytes")));
    }

    private static byte[] check(LotteryId id, String sha256, byte[] bytes) {
        if (!Digests.sha256Hex(bytes).equals(sha256)) {
            throw new IllegalStateException("a chunk of lottery " + id + " is not what its name says");
        }
        return bytes;
    }
}
