package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.local.LocalLambda;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomDetails;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomTable;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.kaibo.wechat.LiveRooms;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(LocalServers.class)
class SyncRoomsTest {

    private static final String LIVE_INFO = "WeChat./wxa/business/getliveinfo";

    @Inject
    Sync sync;

    @Inject
    LocalLambda lambda;

    @Inject
    World world;

    @Inject
    LiveRooms weChat;

    @Inject
    RoomTable table;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void afterASyncEveryRoomIsThereWithEveryFieldAsWeChatHasIt() {
        world.sandbox().reset(true);
        SyncReport report = sync.whole();
        List<RoomReading> readings =
                SetupCalls.call(() -> PageReading.of(weChat.readPage(0).rooms()).readable());
        assertThat(readings).hasSizeGreaterThan(8);
        assertThat(report.rooms()).isEqualTo(readings.size());
        for (RoomReading reading : readings) {
            RoomDetails stored = details(reading.room().id());
            assertThat(stored.head().room()).isEqualTo(reading.room());
            assertThat(stored.goods()).isEqualTo(reading.goods());
        }
    }

    @Test
    void aSyncOfAnUnchangedListWritesNothing() {
        world.sandbox().reset(true);
        sync.whole();
        Calls.reset();
        SyncReport report = sync.whole();
        assertThat(report.changed()).isZero();
        assertThat(Calls.writes()).isZero();
    }

    /** Not a recent pass in its place: a schedule with a slip in it would never hide a room. */
    @ParameterizedTest
    @ValueSource(strings = {"WHOLE", "all"})
    void aPassThatThereIsNotIsRefusedWithThoseThatThereAre(String pass) {
        byte[] event = "{\"pass\":\"%s\"}".formatted(pass).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> lambda.invoke("room-sync", event)).hasStackTraceContaining("[recent, whole]");
    }

    @Test
    void anEmptyListIsNoFailure() {
        assertThat(sync.whole())
                .isEqualTo(SyncReport.of(new SyncOutcome(true, true, new SyncTally().add(SyncCount.PAGES, 1))));
        assertThat(sync.recent().finished()).isTrue();
    }

    static List<Map<String, ?>> edits() {
        long later = Instant.now().getEpochSecond() + 86_400;
        return List.of(
                Map.of("name", "改期专场"),
                Map.of("anchor_name", "阿禾"),
                Map.of("cover_img", "https://mmbiz.qpic.cn/new-cover"),
                Map.of("share_img", "https://mmbiz.qpic.cn/new-share"),
                Map.of("feeds_img", "https://mmbiz.qpic.cn/new-feeds"),
                Map.of("start_time", later, "end_time", later + 3600),
                Map.of("live_status", 107),
                Map.of("live_type", 1),
                Map.of("close_like", 1),
                Map.of("close_goods", 1),
                Map.of("close_comment", 1),
                Map.of("close_kf", 1),
                Map.of("close_replay", 1),
                Map.of("is_feeds_public", 1),
                Map.of("goods", List.of(goods(1, 100))),
                Map.of("goods", List.of()));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anEditOfAnyFieldIsFoundAndNothingElseIsWritten(Map<String, ?> edit) {
        Map<String, Object> plain = new HashMap<>(Map.of("live_status", 102, "goods", List.of(goods(1, 990))));
        List.of(
                        "live_type",
                        "close_like",
                        "close_goods",
                        "close_comment",
                        "close_kf",
                        "close_replay",
                        "is_feeds_public")
                .forEach(flag -> plain.put(flag, 0));
        long edited = world.sandbox().createRoom(plain).roomid();
        world.sandbox().createRoom(plain);
        sync.recent();
        Calls.reset();
        world.sandbox().editRoom(edited, edit);
        assertThat(sync.recent().changed()).isEqualTo(1);
        assertThat(Calls.writes()).isEqualTo(1);
        RoomReading reading =
                SetupCalls.call(() -> PageReading.of(weChat.readPage(0).rooms()).readable().stream()
                        .filter(room -> room.room().id().equals(RoomId.ofWeChat(edited)))
                        .findFirst()
                        .orElseThrow());
        RoomDetails stored = details(RoomId.ofWeChat(edited));
        assertThat(stored.head().room()).isEqualTo(reading.room());
        assertThat(stored.goods()).isEqualTo(reading.goods());
    }

    @Test
    void aRecentPassStopsAtTheFirstPageThatCanNoLongerChange() {
        world.sandbox().fill(350);
        long old = Instant.now().minus(Duration.ofDays(3)).getEpochSecond();
        int recentRooms = (int) world.sandbox().rooms().stream()
                .filter(room -> room.startTime() >= old || room.liveStatus() <= 102)
                .count();
        assertThat(recentRooms).isLessThan(100);
        SyncReport report = sync.recent();
        assertThat(report.finished()).isTrue();
        assertThat(report.pages()).isEqualTo(2);
        assertThat(sync.whole().rooms()).isEqualTo(350);
    }

    @Test
    void aRecentPassReadsOnWhileAnOldRoomMayStillChange() {
        world.sandbox().fill(350);
        long oldest = world.sandbox().rooms().getLast().roomid();
        world.sandbox().moveRoom(oldest, 106);
        assertThat(sync.recent().pages()).isEqualTo(2);
        // it stands on the last page, which a recent pass does not reach; one on the second page it does
        long onTheSecond = world.sandbox().rooms().get(120).roomid();
        world.sandbox().moveRoom(onTheSecond, 106);
        assertThat(sync.recent().pages()).isEqualTo(3);
    }

    static List<Arguments> lives() {
        return List.of(
                Arguments.of(List.of(102, 101, 105, 101, 106, 101, 103), 1, 0),
                Arguments.of(List.of(102, 106, 101), 1, 0),
                Arguments.of(List.of(101), 1, 0),
                Arguments.of(List.of(101, 103), 1, 0),
                Arguments.of(List.of(103, 103), 0, 0),
                Arguments.of(List.of(105, 106), 0, 0),
                Arguments.of(List.of(102, 107), 0, 0),
                Arguments.of(List.of(102, 103, 103), 0, 1),
                Arguments.of(List.of(102, 106, 104), 0, 1));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void aRoomGoesOnAirOnceWheneverItIsFirstSeenThereAndIsMissedIfItNeverWas(
            List<Integer> statuses, int messages, int misses) {
        long room = world.sandbox()
                .createRoom(Map.of("live_status", statuses.getFirst()))
                .roomid();
        List<SyncReport> reports = new ArrayList<>(List.of(sync.recent()));
        for (int status : statuses.subList(1, statuses.size())) {
            world.sandbox().moveRoom(room, status);
            reports.add(sync.recent());
        }
        assertThat(reports.stream().mapToInt(SyncReport::announced).sum()).isEqualTo(messages);
        assertThat(reports.stream().mapToInt(SyncReport::missed).sum()).isEqualTo(misses);
        var published = world.takeMessages(Announcement.QUEUE);
        assertThat(published).hasSize(messages);
        if (messages == 1) {
            var message = published.getFirst();
            assertThat(message.path("roomId").asText()).isEqualTo("wx-" + room);
            assertThat(message.path("kind").asText()).isEqualTo("on-air");
            RoomHead head = details(RoomId.ofWeChat(room)).head();
            assertThat(Instant.parse(message.path("notAfter").asText()))
                    .isEqualTo(head.firstLiveAt().plus(Duration.ofMinutes(30)));
            assertThat(head.publishedAt()).isNotNull();
        }
    }

    @Test
    void theLogNamesARoomThatWasMissedOnce() {
        long room = world.sandbox().createRoom(Map.of("live_status", 102)).roomid();
        world.sandbox().createRoom(Map.of("live_status", 102));
        sync.recent();
        world.sandbox().moveRoom(room, 103);
        List<String> log = Output.of(() -> {
            sync.recent();
            sync.recent();
        });
        assertThat(log)
                .filteredOn(line -> line.startsWith("WARN"))
                .singleElement()
                .asString()
                .contains("room wx-" + room + " is over");
        assertThat(log)
                .filteredOn(line -> line.contains("\"RoomSyncMissed\":1"))
                .hasSize(1);
    }

    @Test
    void aWriterWhoseRetryMeetsItsOwnFirstTryKnowsItselfAndPublishes() {
        world.sandbox().createRoom(Map.of("live_status", 101));
        sync.whole();
        world.takeMessages(Announcement.QUEUE);
        world.sandbox().createRoom(Map.of("live_status", 101));
        Calls.reset();
        // the list, the heads, the digests, the lapsed leases: then the write that the room went on air
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem") && Calls.count("DynamoDb.UpdateItem") == 1) {
                Calls.plan(new Calls.Fault(Calls.made().size(), Calls.Moment.AFTER, Calls.Kind.RETRIED));
            }
        });
        assertThat(sync.recent().announced()).isEqualTo(1);
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(1);
    }

    @Test
    void aRoomThatItsWriterDidNotPublishIsPublishedByAnotherSyncWhenTheLeaseEndsThoughItHasEnded() {
        long room = world.sandbox().createRoom(Map.of("live_status", 101)).roomid();
        Calls.listen(call -> {
            if (call.equals("Sqs.SendMessage")) {
                throw new IllegalStateException("the writer is gone");
            }
        });
        assertThatThrownBy(sync::recent).isNotNull();
        Calls.reset();
        world.sandbox().moveRoom(room, 103);
        sync.recent();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();
        world.clock().advance(Duration.ofMinutes(4));
        sync.recent();
        sync.recent();
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(1);
    }

    @Test
    void goodsThatCannotBeWrittenKeepNothingElseFromIt() {
        List<Map<String, ?>> shelf = IntStream.range(0, 200)
                .<Map<String, ?>>mapToObj(
                        i -> Map.of("goods_id", i + 1, "name", "壶", "url", "pages/" + "x".repeat(2500)))
                .toList();
        long tooLarge = world.sandbox().createRoom(Map.of("goods", shelf)).roomid();
        long other = world.sandbox().createRoom(Map.of()).roomid();
        assertThatThrownBy(sync::recent).hasStackTraceContaining("1 rooms or recordings");
        assertThat(table.findDetails(RoomId.ofWeChat(tooLarge)).orElseThrow().goods())
                .isEmpty();
        assertThat(table.findDetails(RoomId.ofWeChat(other))).isPresent();
    }

    @Test
    void aSyncWhoseTimeRunsOutSaysSo() {
        world.sandbox().fill(350);
        Calls.listen(call -> {
            if (call.equals(LIVE_INFO)) {
                world.clock().advance(Duration.ofSeconds(5));
            }
        });
        // twenty pages of five seconds would fit, but the four there are need no more than that
        assertThat(sync.whole().finished()).isTrue();
        Calls.listen(call -> {
            if (call.equals(LIVE_INFO)) {
                world.clock().advance(Duration.ofSeconds(60));
            }
        });
        SyncReport late = sync.whole();
        assertThat(late.finished()).isFalse();
        assertThat(late.missing()).isZero();
    }

    private RoomDetails details(RoomId id) {
        return SetupCalls.call(() -> table.findDetails(id).orElseThrow());
    }

    private static Map<String, ?> goods(long id, long price) {
        return Map.of("goods_id", id, "name", "手冲壶", "price", price, "price_type", 1);
    }
}
