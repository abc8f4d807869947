package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.room.Announcement;
import io.kaibo.room.Operator;
import io.kaibo.room.RoomDetails;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomItems;
import io.kaibo.room.RoomTable;
import io.kaibo.room.Rooms;
import io.kaibo.room.Sync;
import io.kaibo.sandbox.Room.Replay;
import io.kaibo.sandbox.SandboxControl.TokenEnd;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Exhaustive;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.OneCallAfterTheOther;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.kaibo.wechat.LiveRooms;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every single fault in a sync over rooms that come, change, go on air, end and vanish. */
@QuarkusTest
@TestProfile(OneCallAfterTheOther.class)
@WithTestResource(LocalServers.class)
class SyncFaultsTest {

    private static final int EACH_CALL = Integer.MAX_VALUE;

    /** Of so many calls one is struck, in a run that is not exhaustive: each takes half a second. */
    private static final int ONE_OF = 4;

    @Inject
    Sync sync;

    @Inject
    Operator operator;

    @Inject
    World world;

    @Inject
    LiveRooms weChat;

    @Inject
    RoomTable table;

    @Test
    void noSingleFaultBreaksAPromise() throws Exception {
        FaultSweep.Report report = FaultSweep.over("room-sync", new Rooms(), EACH_CALL, ONE_OF);
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isGreaterThan(30);
        assertThat(report.points())
                .isEqualTo(Exhaustive.size(6 * report.calls(), Math.ceilDiv(report.calls(), ONE_OF)));
    }

    private final class Rooms implements FaultSweep.Flow {

        private long startsSoon;
        private long goesOnAir;
        private long isOnAirForAMinute;
        private boolean wasSeenThatMinute;
        private long edited;
        private long ended;
        private long deleted;
        private long created;

        @Override
        public void prepare() {
            world.clean();
            // still ahead when the schedule comes a quarter of an hour later
            long start = Instant.now().plus(Duration.ofMinutes(25)).getEpochSecond();
            startsSoon = world.sandbox()
                    .createRoom(Map.of("live_status", 102, "start_time", start))
                    .roomid();
            goesOnAir = room(102);
            isOnAirForAMinute = room(102);
            edited = room(102);
            ended = room(101);
            deleted = room(102);
            sync.whole();
            world.takeMessages(Announcement.QUEUE);
            operator.sets(startsSoon, "{\"announce\":true,\"startingSoonMinutes\":30}");
            world.sandbox().moveRoom(goesOnAir, 101);
            world.sandbox().moveRoom(isOnAirForAMinute, 101);
            world.sandbox().editRoom(edited, Map.of("name", "改期专场", "goods", List.of(goods(2))));
            world.sandbox().moveRoom(ended, 103);
            world.sandbox().putReplays(ended, List.of(Map.of()));
            world.sandbox().deleteRoom(deleted);
            created = room(102);
            // the token of the last pass is dead, so that its renewal is a part of the flow
            world.sandbox().endTokens(TokenEnd.REVOKE);
        }

        /** The schedules: a recent pass, then two whole ones, then, a quarter of an hour later, one for the replay. */
        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(sync::recent, this::theShowIsOver, sync::whole, sync::whole, () -> {
                world.clock().advance(Duration.ofMinutes(15));
                sync.recent();
            });
        }

        /** One room has left 101 by the next pass; whether it must be published depends on whether a pass saw it there. */
        private void theShowIsOver() {
            var head = world.item(RoomItems.TABLE, "wx-" + isOnAirForAMinute, "HEAD");
            wasSeenThatMinute = head.containsKey("firstLiveAt")
                    || head.get("room").m().get("liveStatus").n().equals("101");
            world.sandbox().moveRoom(isOnAirForAMinute, 104);
        }

        @Override
        public void settle() {
            world.clock().advance(Duration.ofMinutes(30));
            sync.recent();
            sync.whole();
            Calls.reset();
            sync.whole();
            assertThat(Calls.writes()).as("writes once all is quiet").isZero();
        }

        @Override
        public void check(Calls.Fault fault, String call) {
            for (RoomReading reading : SetupCalls.call(
                    () -> PageReading.of(weChat.readPage(0).rooms()).readable())) {
                RoomDetails stored = details(reading.room().id().weChatId());
                assertThat(stored.head().room()).isEqualTo(reading.room());
                assertThat(stored.goods()).isEqualTo(reading.goods());
                assertThat(stored.head().hiddenAt()).isNull();
                assertThat(stored.head().missingSince()).isNull();
            }
            assertThat(details(deleted).head().hiddenAt()).isNotNull();
            assertThat(details(created).head().isShown()).isTrue();

            List<JsonNode> messages = world.takeMessages(Announcement.QUEUE);
            // a second message needs a fault between sending and writing that it was sent
            int most = call.equals("Sqs.SendMessage") || call.equals("DynamoDb.UpdateItem") ? 2 : 1;
            published(goesOnAir, true, messages, most);
            published(isOnAirForAMinute, wasSeenThatMinute, messages, most);
            publishedSoon(messages, most);
            assertThat(messages).hasSizeLessThanOrEqualTo(4);

            List<Replay> replays = world.sandbox().rooms().stream()
                    .filter(room -> room.roomid() == ended)
                    .findFirst()
                    .orElseThrow()
                    .liveReplay();
            assertThat(details(ended).replays())
                    .extracting(io.kaibo.room.Replay::url)
                    .containsExactlyElementsOf(
                            replays.stream().map(Replay::mediaUrl).toList());
        }

        /** At least once if it must be, and always with the same end. */
        private void published(long roomId, boolean must, List<JsonNode> messages, int most) {
            List<JsonNode> its = messages.stream()
                    .filter(message -> message.path("roomId").asText().equals("wx-" + roomId))
                    .toList();
            RoomHead head = details(roomId).head();
            assertThat(its).hasSizeBetween(must ? 1 : 0, must ? most : 0);
            assertThat(head.firstLiveAt() != null).isEqualTo(must);
            assertThat(head.publishedAt() != null).isEqualTo(must);
            assertThat(its)
                    .allSatisfy(message -> assertThat(
                                    Instant.parse(message.path("notAfter").asText()))
                            .isEqualTo(head.firstLiveAt().plus(Duration.ofMinutes(30))));
        }

        private void publishedSoon(List<JsonNode> messages, int most) {
            RoomHead head = details(startsSoon).head();
            assertThat(messages.stream()
                            .filter(message -> message.path("roomId").asText().equals("wx-" + startsSoon)))
                    .hasSizeBetween(1, most)
                    .allSatisfy(message -> {
                        assertThat(message.path("kind").asText()).isEqualTo("starting-soon");
                        assertThat(Instant.parse(message.path("notAfter").asText()))
                                .isEqualTo(head.room().startsAt());
                    });
            assertThat(head.soonFor()).isEqualTo(head.room().startsAt());
            assertThat(head.soonDueAt()).isNull();
        }

        private RoomDetails details(long roomId) {
            return SetupCalls.call(
                    () -> table.findDetails(RoomId.ofWeChat(roomId)).orElseThrow());
        }

        private long room(int liveStatus) {
            return world.sandbox()
                    .createRoom(Map.of("live_status", liveStatus, "goods", List.of(goods(1)), "close_replay", 0))
                    .roomid();
        }

        private Map<String, ?> goods(long id) {
            return Map.of("goods_id", id, "name", "手冲壶", "price", 990, "price_type", 1);
        }
    }
}
