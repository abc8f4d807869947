package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.room.Room;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomItems;
import io.kaibo.room.RoomTable;
import io.kaibo.room.Sync;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LocalServers.class)
class ReplaysTest {

    private static final String LIVE_INFO = "/wxa/business/getliveinfo";

    @Inject
    Sync sync;

    @Inject
    World world;

    @Inject
    Http http;

    @Inject
    RoomTable table;

    @Inject
    ReplayTable replays;

    @Inject
    FetchReplays fetchReplays;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void aRoomThatEndedShowsItsReplayTenMinutesLater() {
        long room = liveRoom();
        end(room);
        world.sandbox().putReplays(room, List.of(Map.of("media_url", "https://vod/1.m3u8")));
        sync.recent();
        assertThat(urls(room)).isEmpty();
        world.clock().advance(Duration.ofMinutes(10));
        sync.recent();
        assertThat(urls(room)).containsExactly("https://vod/1.m3u8");
        assertThat(listed()).containsExactly("wx-" + room);
    }

    @Test
    void aReplayThatComesLateIsFoundAndOneThatNeverComesIsGivenUp() {
        long late = liveRoom();
        long never = liveRoom();
        end(late);
        end(never);
        sync.recent();
        world.clock().advance(Duration.ofHours(3));
        sync.recent();
        assertThat(urls(late)).isEmpty();
        world.sandbox().putReplays(late, List.of(Map.of("media_url", "https://vod/late.m3u8")));
        for (int hours = 0; hours < 40; hours++) {
            world.clock().advance(Duration.ofHours(1));
            sync.recent();
        }
        assertThat(urls(late)).containsExactly("https://vod/late.m3u8");
        assertThat(urls(never)).isEmpty();
        assertThat(world.items(RoomItems.TABLE))
                .allSatisfy(item -> assertThat(item.get("due")).isNull());
    }

    @Test
    void aReplayIsShownAsLongAsItPlays() {
        long room = liveRoom();
        end(room);
        Instant expires = Instant.now().plus(Duration.ofHours(1));
        world.sandbox()
                .putReplays(
                        room,
                        List.of(
                                Map.of("media_url", "https://vod/short.m3u8", "expire_time", expires.toString()),
                                Map.of(
                                        "media_url",
                                        "https://vod/long.m3u8",
                                        "expire_time",
                                        expires.plus(Duration.ofHours(1)).toString())));
        sync.recent();
        world.clock().advance(Duration.ofMinutes(10));
        sync.recent();
        assertThat(urls(room)).containsExactly("https://vod/short.m3u8", "https://vod/long.m3u8");
        world.clock().advance(Duration.ofHours(1));
        assertThat(urls(room)).containsExactly("https://vod/long.m3u8");
        assertThat(listed()).containsExactly("wx-" + room);
        world.clock().advance(Duration.ofHours(1));
        assertThat(urls(room)).isEmpty();
        assertThat(listed()).isEmpty();
    }

    @Test
    void aReplayThatIsKnownStaysWhenWeChatHasNoneToTellOfLater() {
        long room = liveRoom();
        end(room);
        world.sandbox().putReplays(room, List.of(Map.of("media_url", "https://vod/1.m3u8")));
        world.clock().advance(Duration.ofMinutes(10));
        sync.recent();
        assertThat(urls(room)).containsExactly("https://vod/1.m3u8");
        world.sandbox().fault(LIVE_INFO, new Fault.Refuse(9410003), 1, 1);
        world.clock().advance(Duration.ofMinutes(11));
        sync.recent();
        assertThat(urls(room)).containsExactly("https://vod/1.m3u8");
        world.sandbox().putReplays(room, List.of());
        for (int hours = 0; hours < 40; hours++) {
            world.clock().advance(Duration.ofHours(1));
            sync.recent();
        }
        assertThat(urls(room)).containsExactly("https://vod/1.m3u8");
        assertThat(listed()).containsExactly("wx-" + room);
    }

    @Test
    void aReplayThatTheRoomClosesIsNoLongerShown() {
        long room = liveRoom();
        end(room);
        world.sandbox().putReplays(room, List.of(Map.of()));
        world.clock().advance(Duration.ofMinutes(10));
        sync.recent();
        assertThat(listed()).containsExactly("wx-" + room);
        world.sandbox().editRoom(room, Map.of("close_replay", 1));
        sync.recent();
        assertThat(urls(room)).isEmpty();
        assertThat(listed()).isEmpty();
    }

    @Test
    void aReplayThatIsOpenedLaterIsFetchedThen() {
        long room = world.sandbox()
                .createRoom(Map.of("live_status", 103, "close_replay", 1))
                .roomid();
        world.sandbox().putReplays(room, List.of(Map.of("media_url", "https://vod/1.m3u8")));
        sync.recent();
        assertThat(world.item(RoomItems.TABLE, "wx-" + room, "REPLAYS")).isEmpty();
        world.sandbox().editRoom(room, Map.of("close_replay", 0));
        sync.recent();
        assertThat(urls(room)).containsExactly("https://vod/1.m3u8");
    }

    @Test
    void roomsThatEndedLongAgoAreAskedForOnceAndNoMoreThanTwentyInASync() {
        long start = Instant.now().minus(Duration.ofDays(30)).getEpochSecond();
        for (int i = 0; i < 25; i++) {
            long room = world.sandbox()
                    .createRoom(Map.of(
                            "live_status", 103, "close_replay", 0, "start_time", start, "end_time", start + 3600))
                    .roomid();
            world.sandbox().putReplays(room, List.of(Map.of()));
        }
        sync.whole();
        Calls.reset();
        sync.recent();
        assertThat(Calls.count("WeChat." + LIVE_INFO)).isEqualTo(1 + 20);
        Calls.reset();
        sync.recent();
        assertThat(Calls.count("WeChat." + LIVE_INFO)).isEqualTo(1 + 5);
        Calls.reset();
        sync.recent();
        assertThat(Calls.count("WeChat." + LIVE_INFO)).isEqualTo(1);
    }

    @Test
    void whenWeChatDoesNotAnswerTheReplayStaysDue() {
        long room = world.sandbox()
                .createRoom(Map.of("live_status", 103, "close_replay", 0))
                .roomid();
        world.sandbox().putReplays(room, List.of(Map.of("media_url", "https://vod/1.m3u8")));
        // after the list, which takes a call with a dead token and one with a fresh one
        world.sandbox().fault(LIVE_INFO, new Fault.Fail(500), 2, 2);
        sync.recent();
        assertThat(urls(room)).isEmpty();
        world.clock().advance(Duration.ofMinutes(4));
        sync.recent();
        assertThat(urls(room)).containsExactly("https://vod/1.m3u8");
    }

    /** That WeChat has no recording, and that it gives no token, can be told by the same errcode. */
    @Test
    void whenThereIsNoTokenTheReplayStaysDueAndNoTryIsCounted() {
        long room = liveRoom();
        end(room);
        world.clock().advance(Duration.ofHours(3));
        String triesBefore = tries(room);
        world.sandbox().fault("/cgi-bin/stable_token", new Fault.Refuse(9410003), 0, 1);
        assertThat(fetchReplays
                        .fetchDue(world.clock().instant().plusSeconds(60))
                        .get(SyncCount.FAILED))
                .isZero();
        assertThat(tries(room)).isEqualTo(triesBefore);
        world.sandbox().putReplays(room, List.of(Map.of("media_url", "https://vod/1.m3u8")));
        world.clock().advance(Duration.ofMinutes(4));
        sync.recent();
        assertThat(urls(room)).containsExactly("https://vod/1.m3u8");
    }

    private String tries(long room) {
        return world.item(RoomItems.TABLE, "wx-" + room, "REPLAYS").get("tries").n();
    }

    @Test
    void twoSyncsThatFindTheSameReplayDueFetchItOnce() {
        assertThat(callsOfTwoThatFindTheSame()).isEqualTo(1);
    }

    @Test
    void withoutTheConditionTwoSyncsFetchTheSameReplay() {
        Calls.rewrite(Conditions.stripping(ReplayTable.UNCLAIMED));
        assertThat(callsOfTwoThatFindTheSame()).isEqualTo(2);
    }

    /**
     * The second one fetches while the first has found what is due and not claimed it yet.
     *
     * @return calls for replays
     */
    private long callsOfTwoThatFindTheSame() {
        long room = world.sandbox()
                .createRoom(Map.of("live_status", 103, "close_replay", 0))
                .roomid();
        world.sandbox().putReplays(room, List.of(Map.of("media_url", "https://vod/1.m3u8")));
        sync.whole();
        AtomicBoolean inside = new AtomicBoolean();
        AtomicInteger lists = new AtomicInteger();
        long before = Calls.count("WeChat." + LIVE_INFO);
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem") && inside.compareAndSet(false, true)) {
                lists.incrementAndGet();
                sync.recent();
            }
        });
        sync.recent();
        lists.incrementAndGet();
        assertThat(urls(room)).containsExactly("https://vod/1.m3u8");
        return Calls.count("WeChat." + LIVE_INFO) - before - lists.get();
    }

    @Test
    void aFetchThatStalledUntilAnotherOneWasQuickerWritesNothing() {
        assertThat(urlsOfOneThatStalledAndOneThatDidNot()).containsExactly("https://vod/new.m3u8");
    }

    @Test
    void withoutTheConditionAStalledFetchWrites() {
        Calls.rewrite(Conditions.stripping(ReplayTable.CLAIM_HOLDS));
        assertThat(urlsOfOneThatStalledAndOneThatDidNot()).containsExactly("https://vod/old.m3u8");
    }

    private List<String> urlsOfOneThatStalledAndOneThatDidNot() {
        long room = world.sandbox()
                .createRoom(Map.of("live_status", 103, "close_replay", 0))
                .roomid();
        world.sandbox().putReplays(room, List.of(Map.of("media_url", "https://vod/old.m3u8")));
        sync.whole();
        AtomicInteger writes = new AtomicInteger();
        Calls.listen(call -> {
            // the first is the claim, the second would write what was fetched
            if (call.equals("DynamoDb.UpdateItem") && writes.incrementAndGet() == 2) {
                world.clock().advance(Duration.ofMinutes(4));
                world.sandbox().putReplays(room, List.of(Map.of("media_url", "https://vod/new.m3u8")));
                sync.recent();
            }
        });
        sync.recent();
        return urls(room);
    }

    @Test
    void aReplayThatIsExpectedAlreadyKeepsItsTime() {
        long room = liveRoom();
        end(room);
        Room ended =
                table.findDetails(RoomId.ofWeChat(room)).orElseThrow().head().room();
        var dueAt = world.item(RoomItems.TABLE, "wx-" + room, "REPLAYS").get("dueAt");
        replays.expect(ended, Instant.now().plus(Duration.ofDays(1)), 0);
        assertThat(world.item(RoomItems.TABLE, "wx-" + room, "REPLAYS").get("dueAt"))
                .isEqualTo(dueAt);
        Calls.rewrite(Conditions.stripping(ReplayTable.NOT_EXPECTED));
        replays.expect(ended, Instant.now().plus(Duration.ofDays(1)), 0);
        assertThat(world.item(RoomItems.TABLE, "wx-" + room, "REPLAYS").get("dueAt"))
                .isNotEqualTo(dueAt);
    }

    private long liveRoom() {
        long room = world.sandbox()
                .createRoom(Map.of("live_status", 101, "close_replay", 0))
                .roomid();
        sync.recent();
        return room;
    }

    private void end(long room) {
        world.sandbox().moveRoom(room, 103);
        sync.recent();
    }

    private List<String> urls(long room) {
        return http.get("/rooms/wx-" + room + "/replays")
                .to("room-api")
                .body()
                .path("replays")
                .findValuesAsText("url");
    }

    private List<String> listed() {
        return http.get("/rooms").to("room-api").body().path("rooms").findValuesAsText("id");
    }
}
