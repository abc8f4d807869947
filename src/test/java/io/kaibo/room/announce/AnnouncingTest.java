package io.kaibo.room.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.room.Announcement;
import io.kaibo.room.Operator;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomItems;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators set of the announcing of rooms, and what comes of it. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class AnnouncingTest {

    private static final String SILENT = "{\"announce\":false}";
    private static final String ANNOUNCED = "{\"announce\":true}";

    @Inject
    Sync sync;

    @Inject
    Operator operator;

    @Inject
    World world;

    @Inject
    Http http;

    @Inject
    OnAirTable onAir;

    private long room;

    @BeforeEach
    void aRoomThatHasNotStarted() {
        world.clean();
        room = world.sandbox().createRoom(Map.of("live_status", 102)).roomid();
        sync.recent();
        Calls.reset();
    }

    @Test
    void anOperatorIsAnsweredTheRoomWithTheNewSetting() {
        assertThat(shown().at("/room/announcing").toString()).isEqualTo("{\"announce\":true}");

        Http.Answer set = operator.sets(room, "{\"announce\":false,\"startingSoonMinutes\":30}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.headers()).containsEntry("cache-control", "no-store");
        assertThat(set.body().at("/room/announcing").toString())
                .isEqualTo("{\"announce\":false,\"startingSoonMinutes\":30}");
        assertThat(shown()).isEqualTo(set.body());

        assertThat(operator.sets(room, "{\"announce\":true,\"startingSoonMinutes\":null}")
                        .body()
                        .at("/room/announcing")
                        .toString())
                .isEqualTo("{\"announce\":true}");
    }

    @Test
    void noSyncTouchesWhatWasSet() {
        operator.sets(room, "{\"announce\":false,\"startingSoonMinutes\":1440}");
        world.sandbox().editRoom(room, Map.of("name", "改期专场", "goods", List.of(Map.of("goods_id", 1, "name", "手冲壶"))));
        sync.recent();
        world.sandbox().deleteRoom(room);
        sync.whole();
        sync.whole();
        world.sandbox().createRoom(Map.of("roomid", room, "live_status", 101, "name", "春日上新"));
        sync.whole();
        assertThat(shown().at("/room/name").asText()).isEqualTo("春日上新");
        assertThat(shown().at("/room/announcing").toString())
                .isEqualTo("{\"announce\":false,\"startingSoonMinutes\":1440}");
    }

    @Test
    void aSilentRoomIsNotAnnouncedUntilItIsTurnedOnDuringTheLive() {
        operator.sets(room, SILENT);
        world.sandbox().moveRoom(room, 101);
        assertThat(sync.recent().announced()).isZero();
        assertThat(head()).doesNotContainKey("firstLiveAt");
        Calls.reset();
        sync.recent();
        assertThat(Calls.writes()).isZero();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();

        operator.sets(room, ANNOUNCED);
        assertThat(sync.recent().announced()).isEqualTo(1);
        assertThat(sync.recent().announced()).isZero();
        assertThat(world.takeMessages(Announcement.QUEUE))
                .singleElement()
                .satisfies(message -> assertThat(message.path("kind").asText()).isEqualTo("on-air"));
        assertThat(head()).containsKeys("firstLiveAt", "publishedAt");
    }

    @Test
    void aSilentRoomThatEndsIsNotMissed() {
        operator.sets(room, SILENT);
        world.sandbox().moveRoom(room, 103);
        assertThat(sync.recent().missed()).isZero();
    }

    @Test
    void aRoomThatIsSilencedWhileASyncIsAboutToAnnounceItIsNotAnnounced() {
        silencedBetweenReadingAndWriting();
        assertThat(world.takeMessages(Announcement.QUEUE)).isEmpty();
        assertThat(head()).doesNotContainKey("firstLiveAt");
    }

    @Test
    void withoutTheConditionASilencedRoomIsAnnounced() {
        Calls.rewrite(Conditions.stripping(OnAirTable.FIRST_AND_NOT_SILENT));
        silencedBetweenReadingAndWriting();
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(1);
    }

    @Test
    void aRoomThatIsSilencedAfterItsAnnouncementIsNotAnnouncedAgain() {
        world.sandbox().moveRoom(room, 101);
        sync.recent();
        operator.sets(room, SILENT);
        sync.recent();
        operator.sets(room, ANNOUNCED);
        sync.recent();
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                | 400 | body",
                "[]                                               | 400 | body",
                "null                                             | 400 | body",
                "{}                                               | 422 | announce",
                "{\"announce\":null}                              | 422 | announce",
                "{\"announce\":\"true\"}                          | 400 | announce",
                "{\"announce\":1}                                 | 400 | announce",
                "{\"announce\":true,\"silent\":true}              | 400 | silent",
                "{\"announce\":true,\"announce\":false}           | 400 | announce",
                "{\"announce\":true,\"startingSoonMinutes\":\"5\"}| 400 | startingSoonMinutes",
                "{\"announce\":true,\"startingSoonMinutes\":5.5}  | 400 | startingSoonMinutes",
                "{\"announce\":true,\"startingSoonMinutes\":[5]}  | 400 | startingSoonMinutes",
                "{\"announce\":true,\"startingSoonMinutes\":99999999999} | 422 | startingSoonMinutes",
                "{\"announce\":true,\"startingSoonMinutes\":0}    | 422 | startingSoonMinutes",
                "{\"announce\":true,\"startingSoonMinutes\":-1}   | 422 | startingSoonMinutes",
                "{\"announce\":true,\"startingSoonMinutes\":1441} | 422 | startingSoonMinutes",
            })
    void badSettingsAreNamedAndChangeNothing(String body, int status, String field) {
        operator.sets(room, "{\"announce\":false,\"startingSoonMinutes\":7}");
        var before = world.items(RoomItems.TABLE);
        Calls.reset();
        Http.Answer answer = operator.sets(room, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(Calls.writes()).isZero();
        assertThat(world.items(RoomItems.TABLE)).isEqualTo(before);
    }

    @Test
    void settingsAreForOperatorsAndForJson() {
        String path = "/admin/rooms/wx-" + room + "/announcing";
        assertThat(http.call("PUT", path).json(SILENT).to("room-admin").status())
                .isEqualTo(401);
        assertThat(http.call("PUT", path)
                        .asOperator()
                        .body(SILENT)
                        .to("room-admin")
                        .status())
                .isEqualTo(415);
        assertThat(head()).doesNotContainKey("silent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wx-99", "99", "wx-0"})
    void anUnknownRoomIsNotMadeBySettingIt(String id) {
        var before = world.items(RoomItems.TABLE);
        Http.Answer answer = http.call("PUT", "/admin/rooms/" + id + "/announcing")
                .asOperator()
                .json(SILENT)
                .to("room-admin");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(world.items(RoomItems.TABLE)).isEqualTo(before);
    }

    @Test
    void aRoomThatIsNotKnownDoesNotGoOnAir() {
        Instant now = world.clock().instant();
        assertThat(SetupCalls.call(() -> onAir.writeOnAir(new RoomId("wx-99"), now, now.plusSeconds(180))))
                .isFalse();
        assertThat(world.item(RoomItems.TABLE, "wx-99", "HEAD")).isEmpty();
    }

    @Test
    void withoutTheConditionAnUnknownRoomIsMade() {
        Calls.rewrite(Conditions.stripping(AnnouncingTable.KNOWN));
        operator.sets(99, SILENT);
        assertThat(world.item(RoomItems.TABLE, "wx-99", "HEAD")).isNotEmpty();
    }

    @Test
    void aNewRoomIsKnownBeforeItIsAnnounced() {
        long announced = world.sandbox().createRoom(Map.of("live_status", 101)).roomid();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem") && Calls.count("DynamoDb.UpdateItem") == 2) {
                throw new IllegalStateException("the writer is gone");
            }
        });
        // it is stored, and the sync ends before it announces it
        assertThatThrownBy(sync::recent).isNotNull();
        Calls.reset();
        assertThat(world.item(RoomItems.TABLE, "wx-" + announced, "HEAD"))
                .containsKey("room")
                .doesNotContainKey("firstLiveAt");
        sync.recent();
        assertThat(world.takeMessages(Announcement.QUEUE)).hasSize(1);
        assertThat(world.item(RoomItems.TABLE, "wx-" + announced, "HEAD")).containsKeys("firstLiveAt", "publishedAt");
    }

    /** A sync reads that the room is on air and is to be announced; before it writes so an operator silences the room. */
    private void silencedBetweenReadingAndWriting() {
        world.sandbox().moveRoom(room, 101);
        AtomicBoolean inside = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem") && inside.compareAndSet(false, true)) {
                operator.sets(room, SILENT);
            }
        });
        sync.recent();
        assertThat(inside).isTrue();
    }

    private JsonNode shown() {
        return http.get("/admin/rooms/wx-" + room).asOperator().to("room-admin").body();
    }

    private Map<String, ?> head() {
        return world.item(RoomItems.TABLE, "wx-" + room, "HEAD");
    }
}
