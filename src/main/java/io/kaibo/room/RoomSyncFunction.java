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

    /** @throws IllegalStateException if something could not be stored, so that an alarm says so; all else is */
    @Funq("room-sync")
    public SyncReport sync(Tick tick) {
        Pass pass = "whole".equals(tick.pass()) ? Pass.WHOLE : Pass.RECENT;
        SyncReport report = syncRooms.run("room-sync", pass, config.patience(), false);
        if (report.failed() > 0) {
            throw new IllegalStateException(
                    report.failed() + " rooms or recordings could not be read or stored; the log names them");
        }
        return report;
    }
}
