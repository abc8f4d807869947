package io.kaibo.room.sync;

import java.util.EnumSet;
import java.util.Set;

/** What a sync counts in its {@link SyncTally}, and the metric that says it. */
enum SyncCount {
    PAGES(RoomMetric.SYNC_PAGES),
    ROOMS(RoomMetric.SYNC_ROOMS),
    CHANGED(RoomMetric.SYNC_CHANGED),
    ON_AIR(RoomMetric.SYNC_ON_AIR),
    SOON(RoomMetric.SYNC_SOON),
    MISSED(RoomMetric.SYNC_MISSED),
    MISSING(RoomMetric.SYNC_MISSING),
    HIDDEN(RoomMetric.SYNC_HIDDEN),
    WITHHELD(RoomMetric.SYNC_WITHHELD),
    FAILED(RoomMetric.SYNC_FAILED),
    REPLAYS_ASKED(RoomMetric.SYNC_REPLAYS_ASKED);

    private final RoomMetric metric;

    SyncCount(RoomMetric metric) {
        this.metric = metric;
    }

    RoomMetric metric() {
        return metric;
    }

    /** The counts of a pass: a recent pass withholds no room, and a whole one fetches no replays. */
    static Set<SyncCount> of(Pass pass) {
        return EnumSet.complementOf(EnumSet.of(pass == Pass.WHOLE ? REPLAYS_ASKED : WITHHELD));
    }
}
