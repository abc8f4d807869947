package io.kaibo.room.sync;

import java.util.EnumMap;
import java.util.Map;

/** The counts of a sync, or of a part of one. One thread at a time may use it. */
final class SyncTally {

    private final Map<SyncCount, Integer> counts = new EnumMap<>(SyncCount.class);

    SyncTally add(SyncCount what, int more) {
        counts.merge(what, more, Integer::sum);
        return this;
    }

    SyncTally add(SyncTally other) {
        other.counts.forEach(this::add);
        return this;
    }

    int get(SyncCount what) {
        return counts.getOrDefault(what, 0);
    }
}
