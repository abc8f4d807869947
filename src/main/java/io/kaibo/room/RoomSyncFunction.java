package io.kaibo.room;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** {@code room-sync}: every minute a recent pass, every hour a whole one. */
@Singleton
public class RoomSyncFunction {

    /** @param pass {@code whole}, or anything else for a recent one */
    public record Tick(@Nullable String pass) {}

    private final SyncRooms syncRooms;
    private final RoomConfig config;

    RoomSyncFunction(SyncRooms syncRooms, RoomConfig config) {
        this.syncRooms = syncRooms;
        this.config = config;
    }

    @Funq("room-sync")
    public SyncReport sync(Tick tick) {
        return syncRooms.run("room-sync", "whole".equals(tick.pass()) ? Pass.WHOLE : Pass.RECENT, config.patience());
    }
}
