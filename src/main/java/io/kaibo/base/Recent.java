package io.kaibo.base;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Values as this instance read them a moment ago, so that a crowd that asks for the same is one read. */
public final class Recent<K, V> {

    /** More than viewers look at in a second; past it all are read anew. */
    private static final int MOST = 1_000;

    private record Kept<V>(V value, Instant readAt) {}

    private final int most;
    private final Duration life;
    private final Clock clock;
    private final Map<K, Kept<V>> kept = new ConcurrentHashMap<>();

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

    /** The value of a key, read if none is kept; what is empty is not kept. */
    public Optional<V> find(K key, Function<K, Optional<V>> read) {
        Instant now = clock.instant();
        Kept<V> before = kept.get(key);
        if (before != null && Spans.covers(before.readAt(), life, now)) {
            return Optional.of(before.value());
        }
        Optional<V> value = read.apply(key);
        value.ifPresent(found -> keep(key, new Kept<>(found, clock.instant())));
        return value;
    }

    private void keep(K key, Kept<V> value) {
        if (kept.size() >= most) {
            kept.clear();
        }
        kept.put(key, value);
    }
}
