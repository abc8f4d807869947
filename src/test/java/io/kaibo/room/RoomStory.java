package io.kaibo.room;

import io.kaibo.testing.Http;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.util.Map;

/** A room of which WeChat tells its creator's openid goes on air. */
@Singleton
class RoomStory implements StoryPart {

    private final World world;
    private final Sync sync;
    private final Http http;

    RoomStory(World world, Sync sync, Http http) {
        this.world = world;
        this.sync = sync;
        this.http = http;
    }

    @Override
    public void play(Story story) {
        long room = world.sandbox()
                .createRoom(Map.of("live_status", 102, "creater_openid", story.addStranger("creatorOfTheRoom")))
                .roomid();
        sync.whole();
        world.sandbox().moveRoom(room, 101);
        sync.recent();
        story.recordAnswer(http.get("/admin/rooms/wx-" + room).asOperator().send());
        story.recordAnswer(http.get("/rooms/wx-" + room).send());
    }
}
