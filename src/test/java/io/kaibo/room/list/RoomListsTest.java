package io.kaibo.room.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.room.RoomItems;
import io.kaibo.room.Sync;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LocalServers.class)
class RoomListsTest {

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

    @Test
    void liveRoomsComeFirstThenUpcomingOnesThenReplaysEachInItsOrder() {
        long replayOld = ended(-5);
        long replayNew = ended(-3);
        long soon = room(102, 1);
        long later = room(102, 2);
        long liveOld = room(101, -2);
        long paused = room(105, -1);
        room(104, -1);
        room(107, -4);
        sync.whole();
        sync.recent();
        assertThat(pages("/rooms", "room-api", 2))
                .containsExactly(id(paused), id(liveOld), id(soon), id(later), id(replayNew), id(replayOld));
        assertThat(pages("/rooms", "room-api", 50))
                .containsExactly(id(paused), id(liveOld), id(soon), id(later), id(replayNew), id(replayOld));
    }

    @Test
    void operatorsSeeEveryRoomOnce() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(id(room(101 + i % 7, i)));
        }
        sync.whole();
        world.sandbox().deleteRoom(Long.parseLong(all.getFirst().substring(3)));
        sync.whole();
        sync.whole();
        assertThat(pages("/admin/rooms", "room-admin", 5)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aRoomIsShownWithItsGoodsAndTheOpenidOfItsCreatorIsNotEvenKept() {
        long room = world.sandbox()
                .createRoom(Map.of(
                        "name",
                        "春日上新专场",
                        "live_status",
                        101,
                        "creater_openid",
                        "oTheOneWhoCreatedTheRoom0000",
                        "goods",
                        List.of(Map.of("goods_id", 7, "name", "手冲壶", "price", 12900, "price_type", 1))))
                .roomid();
        sync.recent();
        Http.Answer one = http.get("/rooms/" + id(room)).to("room-api");
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.headers()).containsEntry("cache-control", "public, max-age=5");
        assertThat(one.body().at("/room/name").asText()).isEqualTo("春日上新专场");
        assertThat(one.body().at("/room/status").asText()).isEqualTo("live");
        assertThat(one.body().at("/room/page").asText()).endsWith("?room_id=" + room);
        assertThat(one.body().at("/goods/0/price").asLong()).isEqualTo(12900);
        assertThat(one.body().at("/goods/0/priceType").asText()).isEqualTo("fixed");
        assertThat(one.body().toString()).doesNotContain("oTheOneWhoCreatedTheRoom");
        Http.Answer managed = http.get("/admin/rooms/" + id(room)).asOperator().to("room-admin");
        assertThat(managed.headers()).containsEntry("cache-control", "no-store");
        assertThat(managed.body().at("/room/firstLiveAt").asText()).isNotEmpty();
        assertThat(managed.body().toString()).doesNotContain("oTheOneWhoCreatedTheRoom");
        assertThat(world.items(RoomItems.TABLE).toString())
                .contains("春日上新专场")
                .doesNotContain("oTheOneWhoCreatedTheRoom");
    }

    @Test
    void theButtonSyncsAndSaysWhatItDid() {
        world.sandbox().reset(true);
        Http.Answer first = http.post("/admin/rooms/sync").asOperator().to("room-admin");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("finished").asBoolean()).isTrue();
        assertThat(first.body().path("changed").asInt())
                .isEqualTo(first.body().path("rooms").asInt())
                .isPositive();
        Http.Answer second = http.post("/admin/rooms/sync").asOperator().to("room-admin");
        assertThat(second.body().path("changed").asInt()).isZero();
    }

    private List<String> pages(String path, String function, int limit) {
        List<String> ids = new ArrayList<>();
        String next = "";
        while (next != null) {
            Http.Answer page = http.get(path + "?limit=" + limit + (next.isEmpty() ? "" : "&next=" + next))
                    .asOperator()
                    .to(function);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body().path("rooms").size()).isLessThanOrEqualTo(limit);
            ids.addAll(page.body().path("rooms").findValuesAsText("id"));
            JsonNode more = page.body().path("next");
            next = more.isMissingNode() ? null : more.asText();
        }
        return ids;
    }

    private long ended(int hours) {
        long room = room(103, hours);
        world.sandbox().putReplays(room, List.of(Map.of()));
        return room;
    }

    private long room(int liveStatus, int hours) {
        long start = Instant.now().plus(Duration.ofHours(hours)).getEpochSecond();
        return world.sandbox()
                .createRoom(Map.of(
                        "live_status", liveStatus, "close_replay", 0, "start_time", start, "end_time", start + 7200))
                .roomid();
    }

    private static String id(long room) {
        return "wx-" + room;
    }
}
