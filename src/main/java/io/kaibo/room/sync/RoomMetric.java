package io.kaibo.room.sync;

import io.kaibo.aws.Metric;

/** What a sync counts, in each function that runs one. */
enum RoomMetric implements Metric {
    SYNC_PAGES("RoomSyncPages"),
    SYNC_ROOMS("RoomSyncRooms"),
    SYNC_CHANGED("RoomSyncChanged"),
    SYNC_ON_AIR("RoomSyncOnAir"),
    SYNC_SOON("RoomSyncSoon"),
    SYNC_MISSED("RoomSyncMissed"),
    SYNC_MISSING("RoomSyncMissing"),
    SYNC_HIDDEN("RoomSyncHidden"),
    SYNC_WITHHELD("RoomSyncWithheld"),
    SYNC_UNFINISHED("RoomSyncUnfinished"),
    SYNC_FAILED("RoomSyncFailed"),
    SYNC_TAKEN_OVER("RoomSyncTakenOver"),
    SYNC_REPLAYS_ASKED("RoomSyncReplaysAsked"),
    SYNC_LIVE_INFO_CALLS("RoomSyncLiveInfoCalls");

    private final String metricName;

    RoomMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
