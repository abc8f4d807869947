package io.kaibo.room;

import io.kaibo.testing.ContractExamples;
import io.kaibo.testing.Operation;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.util.Map;

/** The room of the contract's examples, which is still to come. */
@Singleton
class RoomExamples implements ContractExamples {

    private static final String NUMBER =
            new Operation("GET", "/rooms/{roomId}").examplePath().replaceFirst("^/rooms/wx-", "");

    private final World world;
    private final Sync sync;

    RoomExamples(World world, Sync sync) {
        this.world = world;
        this.sync = sync;
    }

    @Override
    public void create() {
        world.sandbox().createRoom(Map.of("roomid", Long.parseLong(NUMBER), "live_status", 102));
        sync.recent();
    }
}
