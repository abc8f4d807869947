package io.kaibo.lottery.draw;

import io.kaibo.base.Digests;
import io.kaibo.lottery.Alias;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import javax.crypto.Mac;

/**
 * The first ranks of a draw. An alias has the value HMAC-SHA-256(draw key, alias), and the smallest value has rank 1. So the ranks are
 * the same whatever order the aliases come in, and an alias that comes twice counts once. The memory depends on the ranks kept, and
 * not on the aliases offered. For one thread.
 */
public final class Ranking {

    private static final int VALUE_BYTES = 32;

    @SuppressWarnings("ArrayRecordComponent") // compared by the comparator alone
    private record Ranked(byte[] value, Alias alias) {}

    private final Mac hmac;
    private final int most;

    /** The last of the ranks that are kept so far comes first. */
    private final PriorityQueue<Ranked> kept = new PriorityQueue<>(
            Comparator.comparing(Ranked::value, Arrays::compareUnsigned).reversed());

    private final Set<Alias> aliases = new HashSet<>();
    private final byte[] value = new byte[VALUE_BYTES];

    /**
     * @param drawKey of {@link DrawKey}
     * @param most how many ranks are kept, at least one
     */
    public Ranking(byte[] drawKey, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one rank is kept");
        }
        this.hmac = Digests.hmac(drawKey);
        this.most = most;
    }

    /** Offers every alias of a chunk: 16 bytes each, one after another. */
    public void offerAll(byte[] chunk) {
        for (int from = 0; from < chunk.length; from += Alias.BYTES) {
            offer(chunk, from);
        }
    }

    private void offer(byte[] bytes, int from) {
        hmac.update(bytes, from, Alias.BYTES);
        try {
            hmac.doFinal(value, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        boolean isFull = kept.size() == most;
        if (isFull && Arrays.compareUnsigned(value, kept.element().value()) >= 0) {
            return;
        }
        Alias alias = Alias.read(bytes, from);
        if (!aliases.add(alias)) {
            return;
        }
        if (isFull) {
            aliases.remove(kept.remove().alias());
        }
        kept.add(new Ranked(value.clone(), alias));
    }

    /** The aliases by rank, rank 1 first; fewer than are kept if fewer were offered. */
    public List<Alias> ranks() {
        return kept.stream()
                .sorted(Comparator.comparing(Ranked::value, Arrays::compareUnsigned))
                .map(Ranked::alias)
                .toList();
    }
}
