package io.kaibo.lottery.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the values that were used last, of those that never change once they are there. */
final class LastUsed<K, V> {

    private static final float LOAD_FACTOR = 0.75f;

    private final int most;

    /** The one that was not used for the longest time comes first. */
    private final Map<K, V> values;

    /** @param most how many are kept */
    LastUsed(int most) {
        this.most = most;
        this.values = new LinkedHashMap<>(most, LOAD_FACTOR, true);
    }

    /** The value of a key, read if it is not kept. Two callers may read it at the same time. */
    Optional<V> find(K key, Function<K, Optional<V>> read) {
        Optional<V> kept = kept(key);
        if (kept.isPresent()) {
            return kept;
        }
        Optional<V> found = read.apply(key);
        found.ifPresent(value -> keep(key, value));
        return found;
    }

    /** As {@link #find}, of what is there. */
    V get(K key, Function<K, V> read) {
        return find(key, missing -> Optional.of(read.apply(missing))).orElseThrow();
    }

    private synchronized Optional<V> kept(K key) {
        return Optional.ofNullable(values.get(key));
    }

    private synchronized void keep(K key, V value) {
        values.put(key, value);
        if (values.size() > most) {
            values.remove(values.keySet().iterator().next());
        }
    }
}
