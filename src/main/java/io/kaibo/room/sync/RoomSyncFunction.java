package io.kaibo.room.sync;

import io.kaibo.room.RoomConfig;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code room-sync}: every minute a recent pass, every hour a whole one. */
@Singleton
public class RoomSyncFunction {

    static final String NAME = "room-sync";

    /** @param pass a recent one if null */
    @RegisterForReflection
    public record Tick(@Nullable Pass pass) {}

    private final SyncRooms syncRooms;
    private final RoomConfig config;

    RoomSyncFunction(SyncRooms syncRooms, RoomConfig config) {
        this.syncRooms = syncRooms;
        this.config = config;
    }

    /** @throws IllegalStateException if something could not be stored, so that an alarm says so; all else is */
    @Funq(NAME)
    public SyncReport sync(Tick tick) {
        Pass pass = Objects.requireNonNullElse(tick.pass(), Pass.RECENT);
        SyncReport report = syncRooms.sync(NAME, pass, config.patience(), false);
        if (report.failed() > 0) {
            throw new IllegalStateException(
                    report.failed() + " rooms or recordings could not be read or stored; the log names them");
        }
        return report;
    }
}
