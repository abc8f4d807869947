package io.kaibo.room;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Rooms and their sync. */
@ConfigMapping(prefix = "kaibo.room")
public interface RoomConfig {

    /** How long a sync that found a room on air has to publish it before another may: longer than any function that syncs. */
    @WithDefault("PT3M")
    Duration publishLease();

    /** How long after its going on air a room is worth announcing. */
    @WithDefault("PT30M")
    Duration announceFor();

    /**
     * A page of WeChat's list that was read this long ago is read again before anything of it is written, and so is a page that was
     * read before the clock was set back.
     */
    @WithDefault("PT10S")
    Duration freshness();

    /** Rooms that are over and began longer ago than this no longer change: recent passes stop at them. */
    @WithDefault("PT48H")
    Duration horizon();

    /** How many rooms of a page are written at a time. */
    @WithDefault("5")
    int writers();

    /** How long an instance goes by the head of a room that it has read, where that is enough. */
    @WithDefault("PT1S")
    Duration headKept();

    /** How long a sync that fetches a replay keeps others from it. */
    @WithDefault("PT3M")
    Duration replayClaim();

    /** How many rooms' replays one sync fetches at most. */
    @WithDefault("20")
    int replaysPerSync();

    /** When a scheduled sync stops reading on: well within its function's time-out. */
    @WithDefault("PT100S")
    Duration patience();

    /** When a sync on the button stops reading on: its caller waits, and an HTTP API ends the request after thirty seconds. */
    @WithDefault("PT15S")
    Duration buttonPatience();
}
