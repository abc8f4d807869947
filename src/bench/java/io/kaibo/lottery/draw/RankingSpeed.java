package io.kaibo.lottery.draw;

import io.kaibo.base.Digests;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.record.AliasChunks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A ranking of many entries, and a loop that makes the same HMACs and does nothing else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RankingSpeed {

    private static final int VALUE_BYTES = 32;
    private static final int RANKS = 100;

    @Param({"10000", "1000000"})
    private int entries;

    private final byte[] key = new byte[VALUE_BYTES];
    private final List<byte[]> chunks = new ArrayList<>();

    /** Random aliases, cut as frozen chunks are. */
    @Setup
    public void makeChunks() {
        Random random = new Random(1);
        random.nextBytes(key);
        for (int from = 0; from < entries; from += AliasChunks.SIZE) {
            byte[] chunk = new byte[Math.min(AliasChunks.SIZE, entries - from) * Alias.BYTES];
            random.nextBytes(chunk);
            chunks.add(chunk);
        }
    }

    @Benchmark
    public List<Alias> ranking() {
        Ranking ranking = new Ranking(key, RANKS);
        chunks.forEach(ranking::offerAll);
        return ranking.ranks();
    }

    @Benchmark
    public byte bareLoop() throws Exception {
        Mac hmac = Digests.hmac(key);
        byte[] value = new byte[VALUE_BYTES];
        byte all = 0;
        for (byte[] chunk : chunks) {
            for (int from = 0; from < chunk.length; from += Alias.BYTES) {
                hmac.update(chunk, from, Alias.BYTES);
                hmac.doFinal(value, 0);
                all ^= value[0];
            }
        }
        return all;
    }
}
