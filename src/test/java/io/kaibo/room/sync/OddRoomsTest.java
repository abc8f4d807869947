package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.room.RoomItems;
import io.kaibo.room.RoomTable;
import io.kaibo.room.Sync;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements of WeChat's lists that cannot be read: each fails alone. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class OddRoomsTest {

    private static final String LIVE_INFO = "/wxa/business/getliveinfo";
    private static final long START = Instant.now().plusSeconds(3600).getEpochSecond();
    private static final String KEPT = room(5, "\"name\":\"壶\"");
    private static final String ALSO = room(6, "\"name\":\"碗\"");

    @Inject
    Sync sync;

    @Inject
    World world;

    @Inject
    Http http;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"goods\":[{\"goods_id\":1,\"name\":\"壶\",\"price\":\"12.50\"}]",
                "\"goods\":[{\"goods_id\":1,\"name\":\"壶\",\"price\":12.5}]",
                "\"goods\":{}",
                "\"goods\":[null]",
                "\"goods\":[{\"goods_id\":1,\"name\":\"壶\"}]",
                "\"goods\":[{\"goods_id\":1,\"name\":\"壶\",\"price\":-1}]",
                "\"goods\":[{\"goods_id\":1,\"price\":1}]",
                "\"name\":\"\\ud800\"",
                "\"name\":\"\"",
                "\"name\":null",
                "\"live_status\":null",
                "\"start_time\":null",
                "\"end_time\":null"
            })
    void anOddRoomFailsAloneAndWhatIsStoredOfItStays(String odd) {
        answer(room(5, "\"name\":\"先\""), room(7, "\"name\":\"先\""), room(6, "\"name\":\"先\""));
        assertThat(button().path("failed").asInt()).isZero();
        var before = world.item(RoomItems.TABLE, "wx-7", "HEAD");

        answer(room(5, "\"name\":\"后\""), room(7, "\"name\":\"后\"," + odd), room(6, "\"name\":\"后\""));
        List<String> log = Output.of(() -> {
            JsonNode report = button();
            assertThat(report.path("failed").asInt()).isEqualTo(1);
            assertThat(report.path("changed").asInt()).isEqualTo(2);
            assertThat(report.path("steady").asBoolean()).isTrue();
            assertThat(report.path("missing").asInt()).isZero();
        });
        assertThat(log)
                .filteredOn(line -> line.contains("room wx-7 cannot be read"))
                .hasSize(1);
        button();
        assertThat(world.item(RoomItems.TABLE, "wx-7", "HEAD")).isEqualTo(before);
        assertThat(name(5)).isEqualTo("后");
        assertThat(name(7)).isEqualTo("先");
        assertThat(name(6)).isEqualTo("后");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{\"roomid\":18446744073709551616}", "{\"name\":\"壶\"}"})
    void anElementWithoutAnIdFailsAloneAndNoRoomIsTakenForMissing(String odd) {
        answer(room(5, "\"name\":\"先\""), room(7, "\"name\":\"先\""), room(6, "\"name\":\"先\""));
        button();
        answer(room(5, "\"name\":\"后\""), odd, room(6, "\"name\":\"后\""));
        for (int pass = 0; pass < 2; pass++) {
            JsonNode report = button();
            assertThat(report.path("failed").asInt()).isEqualTo(1);
            assertThat(report.path("missing").asInt() + report.path("hidden").asInt())
                    .isZero();
        }
        assertThat(name(5)).isEqualTo("后");
        assertThat(name(7)).as("it may be the one that cannot be read").isEqualTo("先");
    }

    @Test
    void aRoomIsNotHiddenThatWasSeenOddlyBetweenTwoMisses() {
        answer(KEPT, room(7, "\"name\":\"茶\""), ALSO);
        button();
        answer(KEPT, ALSO);
        assertThat(button().path("missing").asInt()).isEqualTo(1);
        answer(KEPT, room(7, "\"end_time\":null"), ALSO);
        button();
        assertThat(world.item(RoomItems.TABLE, "wx-7", "HEAD")).doesNotContainKey("missingSince");
        answer(KEPT, ALSO);
        JsonNode report = button();
        assertThat(report.path("hidden").asInt()).isZero();
        assertThat(report.path("missing").asInt()).isEqualTo(1);
        assertThat(button().path("hidden").asInt()).isEqualTo(1);
    }

    /** The mark refuses a reading of the room that is older than the miss and would bring it back. */
    @Test
    void aRoomThatIsHiddenBeforeAnOddSightingOfItIsWrittenKeepsItsMark() {
        hiddenBeforeAnOddSightingIsWritten();
        assertThat(world.item(RoomItems.TABLE, "wx-7", "HEAD")).containsKeys("missingSince", "hiddenAt");
    }

    @Test
    void withoutTheConditionAHiddenRoomLosesItsMark() {
        Calls.rewrite(Conditions.stripping(RoomTable.MISSED_BEFORE));
        hiddenBeforeAnOddSightingIsWritten();
        assertThat(world.item(RoomItems.TABLE, "wx-7", "HEAD"))
                .containsKey("hiddenAt")
                .doesNotContainKey("missingSince");
    }

    @Test
    void anOddSightingThatIsOlderThanTheMissLeavesTheMark() {
        missedAfterAnOddSightingWasRead();
        assertThat(world.item(RoomItems.TABLE, "wx-7", "HEAD")).containsKey("missingSince");
    }

    @Test
    void withoutTheConditionAnOlderOddSightingTakesTheMarkAway() {
        Calls.rewrite(Conditions.stripping(RoomTable.MISSED_BEFORE));
        missedAfterAnOddSightingWasRead();
        assertThat(world.item(RoomItems.TABLE, "wx-7", "HEAD")).doesNotContainKey("missingSince");
    }

    private void hiddenBeforeAnOddSightingIsWritten() {
        answer(KEPT, room(7, "\"name\":\"茶\""), ALSO);
        button();
        answer(KEPT, ALSO);
        assertThat(button().path("missing").asInt()).isEqualTo(1);
        seenOddlyAndMissedBefore("DynamoDb.UpdateItem", "hidden");
    }

    private void missedAfterAnOddSightingWasRead() {
        answer(KEPT, room(7, "\"name\":\"茶\""), ALSO);
        button();
        seenOddlyAndMissedBefore("DynamoDb.BatchGetItem", "missing");
    }

    /** A pass reads the room oddly; before its first such call, another pass misses the room. */
    private void seenOddlyAndMissedBefore(String firstCall, String reported) {
        answer(KEPT, room(7, "\"end_time\":null"), ALSO);
        AtomicBoolean inside = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals(firstCall) && inside.compareAndSet(false, true)) {
                answer(KEPT, ALSO);
                assertThat(button().path(reported).asInt()).isEqualTo(1);
            }
        });
        button();
        assertThat(inside).isTrue();
    }

    @Test
    void theScheduledSyncStoresTheOthersAndEndsInAnErrorForTheAlarm() {
        answer(room(5, "\"name\":\"先\""), "null");
        assertThatThrownBy(sync::recent).hasStackTraceContaining("1 rooms or recordings");
        assertThat(name(5)).isEqualTo("先");
    }

    @Test
    void whereAnOddRoomStandsAtTheEdgeOfAPageItFailsOnceAndTheListStandsStill() {
        for (String edge : List.of("null", room(300, "\"end_time\":null"))) {
            world.sandbox().clearFaults();
            String[] first = IntStream.range(0, 100)
                    .mapToObj(place -> place == 99 ? edge : room(1000 + place, "\"live_type\":0"))
                    .toArray(String[]::new);
            world.sandbox().fault(LIVE_INFO, new Fault.Say(page(101, first)), 0, 1);
            world.sandbox().fault(LIVE_INFO, new Fault.Say(page(101, edge, room(5, "\"name\":\"后\""))), 1, 1);
            JsonNode report = button();
            assertThat(report.path("failed").asInt()).isEqualTo(1);
            assertThat(report.path("pages").asInt()).isEqualTo(2);
            assertThat(report.path("steady").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001b", "a\nb", "a\tb"})
    void aControlCharacterThatStandsInANameAsItIsSpoilsNothing(String name) {
        answer(room(5, "\"name\":\"先\""), room(7, "\"name\":\"" + name + "\""));
        assertThat(button().path("failed").asInt()).isZero();
        assertThat(name(5)).isEqualTo("先");
        assertThat(name(7)).isEqualTo(name);
    }

    @Test
    void aTokenThatIsRefusedIsNoAnswerAboutARecording() {
        sync.whole();
        long start = Instant.now().minus(Duration.ofDays(3)).getEpochSecond();
        long room = world.sandbox()
                .createRoom(
                        Map.of("live_status", 103, "close_replay", 0, "start_time", start, "end_time", start + 3600))
                .roomid();
        world.sandbox().putReplays(room, List.of(Map.of("media_url", "https://vod/1.m3u8")));
        world.sandbox().fault(LIVE_INFO, new Fault.Refuse(40001), 1, 1);
        world.sandbox().fault("/cgi-bin/stable_token", new Fault.Refuse(40125), 0, 0);
        sync.recent();
        assertThat(world.item(RoomItems.TABLE, "wx-" + room, "REPLAYS")).containsKey("due");
        world.sandbox().clearFaults();
        world.clock().advance(Duration.ofHours(1));
        sync.recent();
        assertThat(urls(room)).containsExactly("https://vod/1.m3u8");
    }

    @Test
    void anOddReplayFailsAloneAndTheOthersArePlayed() {
        long room = world.sandbox()
                .createRoom(Map.of("live_status", 103, "close_replay", 0))
                .roomid();
        sync.whole();
        // after the list
        world.sandbox()
                .fault(
                        LIVE_INFO,
                        new Fault.Say("{\"errcode\":0,\"live_replay\":[null,{\"media_url\":\"https://vod/1.m3u8\"},"
                                + "{\"media_url\":\"https://vod/2.m3u8\",\"expire_time\":[]}]}"),
                        1,
                        1);
        List<String> log =
                Output.of(() -> assertThatThrownBy(sync::recent).hasStackTraceContaining("2 rooms or recordings"));
        assertThat(log)
                .filteredOn(line -> line.contains("a replay of room wx-" + room + " cannot be read"))
                .hasSize(2);
        assertThat(http.get("/rooms/wx-" + room + "/replays")
                        .to("room-api")
                        .body()
                        .path("replays")
                        .findValuesAsText("url"))
                .containsExactly("https://vod/1.m3u8");
    }

    @Test
    void anOddReplayThatIsStoredStaysAndANewOneComesBesideIt() {
        long room = world.sandbox()
                .createRoom(Map.of("live_status", 103, "close_replay", 0))
                .roomid();
        sync.whole();
        replays("{\"media_url\":\"https://vod/1.m3u8\",\"create_time\":1700000001},"
                + "{\"media_url\":\"https://vod/2.m3u8\",\"create_time\":1700000002}");
        sync.recent();
        assertThat(urls(room)).containsExactlyInAnyOrder("https://vod/1.m3u8", "https://vod/2.m3u8");
        world.clock().advance(Duration.ofMinutes(20));
        world.sandbox().clearFaults();
        replays("{\"media_url\":\"https://vod/1b.m3u8\",\"create_time\":1700000001},"
                + "{\"media_url\":\"https://vod/2.m3u8\",\"create_time\":1700000002,\"expire_time\":[]},"
                + "{\"media_url\":\"https://vod/3.m3u8\",\"create_time\":1700000003}");
        assertThatThrownBy(sync::recent).hasStackTraceContaining("1 rooms or recordings");
        assertThat(urls(room))
                .containsExactlyInAnyOrder("https://vod/1b.m3u8", "https://vod/2.m3u8", "https://vod/3.m3u8");
    }

    /** WeChat's next answer after that of its list. */
    private void replays(String replays) {
        world.sandbox().fault(LIVE_INFO, new Fault.Say("{\"errcode\":0,\"live_replay\":[" + replays + "]}"), 1, 1);
    }

    private List<String> urls(long room) {
        return http.get("/rooms/wx-" + room + "/replays")
                .to("room-api")
                .body()
                .path("replays")
                .findValuesAsText("url");
    }

    /** WeChat's whole list from now on. */
    private void answer(String... rooms) {
        world.sandbox().clearFaults();
        world.sandbox().fault(LIVE_INFO, new Fault.Say(page(rooms.length, rooms)), 0, 0);
    }

    private static String page(int total, String... rooms) {
        return List.of(rooms).stream()
                .collect(Collectors.joining(",", "{\"errcode\":0,\"total\":" + total + ",\"room_info\":[", "]}"));
    }

    /** Of two members of one name the last one counts. */
    private static String room(long id, String members) {
        return "{\"roomid\":" + id + ",\"name\":\"茶\",\"live_status\":102,\"start_time\":" + START + ",\"end_time\":"
                + (START + 3600) + "," + members + "}";
    }

    private JsonNode button() {
        Http.Answer answer = http.post("/admin/rooms/sync").asOperator().to("room-admin");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private String name(long room) {
        return http.get("/rooms/wx-" + room)
                .to("room-api")
                .body()
                .at("/room/name")
                .asText();
    }
}
