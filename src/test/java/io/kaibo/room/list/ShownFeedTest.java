package io.kaibo.room.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.room.FeedType;
import io.kaibo.room.NewFeedEntry;
import io.kaibo.room.RoomFeed;
import io.kaibo.room.RoomId;
import io.kaibo.room.Sync;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All viewers of a room read its feed from one address. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ShownFeedTest {

    /** A room of its own for each test: an instance reuses a feed for a second. */
    private static final AtomicInteger ROOMS = new AtomicInteger(7_000);

    @Inject
    World world;

    @Inject
    RoomFeed feed;

    @Inject
    Sync sync;

    @Inject
    Http http;

    private RoomId room;

    @BeforeEach
    void create() {
        world.clean();
        room = RoomId.ofWeChat(world.sandbox()
                .createRoom(Map.of("roomid", ROOMS.incrementAndGet(), "live_status", 101))
                .roomid());
        sync.recent();
    }

    @Test
    void theFeedOfARoomIsTheSameForAllAndKeptForASecond() {
        world.clock().stop();
        SetupCalls.run(() -> {
            feed.append(room, NewFeedEntry.of(FeedType.LOTTERY, "id-1").with("state", "running"));
            feed.append(room, NewFeedEntry.of(FeedType.LOTTERY, "id-2").with("state", "void"));
        });
        Http.Answer answer = http.get("/rooms/" + room + "/feed").to("room-api");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("cache-control", "public, max-age=1");
        String at = world.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString();
        assertThat(answer.body()).isEqualTo(world.tree("""
                        {"seq":2,"entries":[
                        {"seq":1,"id":"id-1","at":"%s","type":"lottery","values":{"state":"running"}},
                        {"seq":2,"id":"id-2","at":"%s","type":"lottery","values":{"state":"void"}}]}
                        """.formatted(at, at)));
        SetupCalls.run(() -> feed.append(room, NewFeedEntry.of(FeedType.LOTTERY, "id-3")));
        assertThat(http.get("/rooms/" + room + "/feed").to("room-api").body())
                .as("a crowd within a second is one read")
                .isEqualTo(answer.body());
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(http.get("/rooms/" + room + "/feed")
                        .to("room-api")
                        .body()
                        .path("seq")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void aRoomOfWhichNothingWasToldHasAnEmptyFeed() {
        Http.Answer answer = http.get("/rooms/" + room + "/feed").to("room-api");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(world.tree("{\"seq\":0,\"entries\":[]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wx-999999", "wx-0", "another"})
    void aRoomThatIsNotThereHasNone(String id) {
        assertThat(http.get("/rooms/" + id + "/feed").to("room-api").status()).isEqualTo(404);
    }

    @Test
    void aRoomThatIsHiddenHasNone() {
        // no sync hides most of the rooms
        for (int other = 0; other < 10; other++) {
            world.sandbox().createRoom(Map.of("live_status", 102));
        }
        sync.whole();
        world.sandbox().deleteRoom(room.weChatId());
        sync.whole();
        sync.whole();
        assertThat(http.get("/rooms/" + room + "/feed").to("room-api").status()).isEqualTo(404);
    }

    @Test
    void aQueryWouldBeAnotherKeyOfTheCache() {
        Http.Answer answer = http.get("/rooms/" + room + "/feed?after=1").to("room-api");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("after");
    }
}
