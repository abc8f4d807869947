package io.kaibo.lottery.record;

import io.kaibo.lottery.Alias;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A draw as it is kept.
 *
 * @param round of drand
 * @param signature drand's, 48 bytes
 * @param ranks the aliases of the first ranks, 16 bytes each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Draw(long round, byte[] signature, byte[] ranks, Instant drawnAt) {

    /** The aliases by rank, rank 1 first. */
    public List<Alias> aliases() {
        return Alias.split(ranks);
    }

    /** How many ranks are kept. */
    public int countRanks() {
        return ranks.length / Alias.BYTES;
    }

    /** From 1; empty if the alias is not among the ranks that are kept. */
    public Optional<Integer> rankOf(Alias alias) {
        return IntStream.range(0, ranks.length / Alias.BYTES)
                .filter(rank -> Alias.read(ranks, rank * Alias.BYTES).equals(alias))
                .mapToObj(rank -> rank + 1)
                .findFirst();
    }
}
