package io.kaibo.lottery.record;

import io.kaibo.base.Digests;
import io.kaibo.lottery.Alias;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts sorted aliases into the chunks of an {@link AliasList}, and keeps one chunk in memory. For one thread. */
public final class AliasChunks {

    /** How many aliases a chunk has; the last may have fewer. An item of DynamoDB takes 400 KB, and a chunk has 128. */
    public static final int SIZE = 8192;

    /** @param sha256 its name, in lower-case hex */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Chunk(String sha256, byte[] bytes) {

        static Chunk of(byte[] bytes) {
            return new Chunk(Digests.sha256Hex(bytes), bytes);
        }
    }

    private final Consumer<Chunk> cut;
    private final List<String> names = new ArrayList<>();
    private final ByteBuffer current = ByteBuffer.allocate(SIZE * Alias.BYTES);
    private @Nullable Alias last;
    private int count;

    /** @param cut takes each chunk as soon as it is whole */
    public AliasChunks(Consumer<Chunk> cut) {
        this.cut = cut;
    }

    /** @throws IllegalArgumentException if it does not come after the alias before it */
    public void add(Alias alias) {
        if (last != null && alias.compareTo(last) <= 0) {
            throw new IllegalArgumentException("aliases must come sorted, each once");
        }
        last = alias;
        count++;
        current.put(alias.toBytes());
        if (!current.hasRemaining()) {
            finishChunk();
        }
    }

    /** Cuts the last chunk. */
    public AliasList finish() {
        if (current.position() > 0) {
            finishChunk();
        }
        return new AliasList(count, List.copyOf(names));
    }

    private void finishChunk() {
        Chunk chunk = Chunk.of(Arrays.copyOf(current.array(), current.position()));
        cut.accept(chunk);
        names.add(chunk.sha256());
        current.clear();
    }
}
