package io.kaibo.base;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values as this instance read them a moment ago, so that a crowd that asks for the same is one read. If there are too many, the one goes
 * that was not asked for the longest: what the crowd asks for stays, however many others are asked for once.
 */
public final class Recent<K, V> {

    /** More than viewers look at in a second. */
    private static final int MOST = 1_000;

    private static final float LOAD_FACTOR = 0.75f;

    private record Kept<V>(V value, Instant readAt) {}

    private final int most;
    private final Duration life;
    private final Clock clock;

    /** The one that was not asked for the longest comes first. */
    private final Map<K, Kept<V>> kept = new LinkedHashMap<>(16, LOAD_FACTOR, true);

    /** @param life for how long a value is reused */
    public Recent(Duration life, Clock clock) {
        this(life, clock, MOST);
    }

    /** @param most how many are kept, of large ones */
    public Recent(Duration life, Clock clock, int most) {
        this.life = life;
        this.clock = clock;
        this.most = most;
    }

    /** The value of a key, read if none is kept; what is empty is not kept. Two callers may read it at the same time. */
    public Optional<V> find(K key, Function<K, Optional<V>> read) {
        Optional<V> before = recall(key);
        if (before.isPresent()) {
            return before;
        }
        Optional<V> value = read.apply(key);
        value.ifPresent(found -> remember(key, found));
        return value;
    }

    /** The value of a key that is kept. */
    public Optional<V> recall(K key) {
        Kept<V> before = kept(key);
        return before != null && Spans.covers(before.readAt(), life, clock.instant())
                ? Optional.of(before.value())
                : Optional.empty();
    }

    /** Keeps a value that was read by now. */
    public void remember(K key, V value) {
        keep(key, new Kept<>(value, clock.instant()));
    }

    private synchronized @Nullable Kept<V> kept(K key) {
        return kept.get(key);
    }

    private synchronized void keep(K key, Kept<V> value) {
        kept.put(key, value);
        if (kept.size() > most) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
