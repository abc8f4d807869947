package io.kaibo.room;

import io.kaibo.local.LocalLambda;
import io.kaibo.room.sync.SyncReport;
import io.kaibo.testing.Events;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** Invokes {@code room-sync} with the events of its schedules. */
@Singleton
public class Sync {

    private final LocalLambda lambda;
    private final World world;

    Sync(LocalLambda lambda, World world) {
        this.lambda = lambda;
        this.world = world;
    }

    public SyncReport recent() {
        return run("recent");
    }

    public SyncReport whole() {
        return run("whole");
    }

    private SyncReport run(String pass) {
        var report = world.tree(new String(
                lambda.invoke("room-sync", Events.read("schedule/" + pass).getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8));
        return new SyncReport(
                report.path("finished").asBoolean(),
                report.path("steady").asBoolean(),
                report.path("pages").asInt(),
                report.path("rooms").asInt(),
                report.path("changed").asInt(),
                report.path("announced").asInt(),
                report.path("soon").asInt(),
                report.path("missed").asInt(),
                report.path("missing").asInt(),
                report.path("hidden").asInt(),
                report.path("withheld").asInt(),
                report.path("failed").asInt());
    }
}
