package io.kaibo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRoomsTest extends SandboxTestCase {
    @Test
    void a_list_without_rooms_is_9410000_with_both_lists_empty() throws Exception {
        JsonNode answer = rooms(0, 10);
        assertThat(answer)
                .hasToString(
                        "{\"errcode\":9410000,\"errmsg\":\"empty room list\",\"room_info\":[],\"live_replay\":[]}");
    }

    @Test
    void a_room_has_the_fields_of_the_documentation() throws Exception {
        control.createRoom(Map.of(
                "name",
                "秋日穿搭直播间",
                "start_time",
                1_790_000_000,
                "goods",
                List.of(Map.of("goods_id", 7, "price", 12_300))));
        JsonNode answer = rooms(0, 10);
        assertThat(errcode(answer)).isZero();
        assertThat(answer.path("total").asInt()).isEqualTo(1);
        JsonNode room = answer.path("room_info").path(0);
        assertThat(room.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "name",
                        "roomid",
                        "cover_img",
                        "share_img",
                        "live_status",
                        "start_time",
                        "end_time",
                        "anchor_name",
                        "goods",
                        "live_type",
                        "close_like",
                        "close_goods",
                        "close_comment",
                        "close_kf",
                        "close_replay",
                        "is_feeds_public",
                        "creater_openid",
                        "feeds_img");
        assertThat(room.path("name").asText()).isEqualTo("秋日穿搭直播间");
        assertThat(room.path("start_time").asLong()).isEqualTo(1_790_000_000);
        JsonNode goods = room.path("goods").path(0);
        assertThat(goods.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "goods_id", "name", "cover_img", "url", "price", "price2", "price_type", "third_party_appid");
        assertThat(goods.path("price").asInt()).isEqualTo(12_300);
    }

    @Test
    void rooms_are_sorted_by_start_time_then_roomid_both_descending() throws Exception {
        for (int start : List.of(2000, 3000, 1000, 3000)) {
            control.createRoom(Map.of("start_time", start));
        }
        assertThat(roomids(rooms(0, 10))).containsExactly(4L, 2L, 1L, 3L);
    }

    @Test
    void a_room_created_between_two_pages_moves_the_rest_by_one() throws Exception {
        for (int start : List.of(4000, 3000, 2000, 1000)) {
            control.createRoom(Map.of("start_time", start));
        }
        assertThat(roomids(rooms(0, 2))).containsExactly(1L, 2L);
        control.createRoom(Map.of("start_time", 5000));
        assertThat(roomids(rooms(2, 2))).containsExactly(2L, 3L);
    }

    @Test
    void a_room_deleted_between_two_pages_hides_one() throws Exception {
        for (int start : List.of(4000, 3000, 2000, 1000)) {
            control.createRoom(Map.of("start_time", start));
        }
        assertThat(roomids(rooms(0, 2))).containsExactly(1L, 2L);
        control.deleteRoom(1);
        assertThat(roomids(rooms(2, 2))).containsExactly(4L);
    }

    @Test
    void a_limit_over_a_hundred_is_cut_and_pages_cover_the_list() throws Exception {
        control.fill(250);
        assertThat(roomids(rooms(0, 1000))).hasSize(100);
        List<Long> seen = new ArrayList<>();
        for (int start = 0; start < 300; start += 100) {
            JsonNode page = rooms(start, 100);
            assertThat(page.path("total").asInt()).isEqualTo(250);
            seen.addAll(roomids(page));
        }
        assertThat(seen).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void a_start_past_the_end_is_no_error_while_there_are_rooms() throws Exception {
        control.createRoom(Map.of());
        JsonNode answer = rooms(1, 10);
        assertThat(errcode(answer)).isZero();
        assertThat(answer.path("total").asInt()).isEqualTo(1);
        assertThat(roomids(answer)).isEmpty();
    }

    @Test
    void replays_come_room_by_room_and_in_pages() throws Exception {
        long roomid = control.createRoom(Map.of("live_status", 103)).roomid();
        control.putReplays(
                roomid,
                List.of(
                        Map.of("create_time", "2026-11-01T12:10:00Z", "media_url", "https://example.com/1.m3u8"),
                        Map.of("media_url", "https://example.com/2.m3u8")));
        JsonNode all = replays(roomid, 0);
        assertThat(errcode(all)).isZero();
        assertThat(all.path("total").asInt()).isEqualTo(2);
        assertThat(all.path("live_replay")).hasSize(2);
        JsonNode first = all.path("live_replay").path(0);
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("create_time", "expire_time", "media_url");
        assertThat(first.path("create_time").asText()).isEqualTo("2026-11-01T12:10:00Z");
        assertThat(replays(roomid, 1).path("live_replay").findValuesAsText("media_url"))
                .containsExactly("https://example.com/2.m3u8");
        assertThat(rooms(0, 10).path("room_info").path(0).has("live_replay")).isFalse();
    }

    @Test
    void a_room_without_a_replay_has_an_empty_list_and_no_room_is_9410003() throws Exception {
        long roomid = control.createRoom(Map.of("live_status", 103)).roomid();
        JsonNode none = replays(roomid, 0);
        assertThat(errcode(none)).isZero();
        assertThat(none.path("live_replay").isArray()).isTrue();
        assertThat(none.path("live_replay")).isEmpty();
        assertThat(errcode(replays(roomid + 1, 0))).isEqualTo(9410003);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rooms",
                "[]",
                "{\"start\":0,\"limit\":1} and more",
                "{\"limit\":1}",
                "{\"start\":0}",
                "{\"start\":\"0\",\"limit\":1}",
                "{\"start\":0.5,\"limit\":1}",
                "{\"start\":null,\"limit\":1}",
                "{\"start\":0,\"limit\":1,\"action\":7}",
                "{\"start\":0,\"limit\":1,\"action\":\"get_replay\"}",
                "{\"start\":0,\"limit\":1,\"action\":\"get_replay\",\"room_id\":\"1\"}"
            })
    void a_body_that_is_not_json_or_has_a_field_missing_or_of_another_type_is_47001(String body) throws Exception {
        String answer =
                send("POST", LIVE_INFO + "?access_token=" + stableToken(), body).body();
        assertThat(answer).isEqualTo("{\"errcode\":47001,\"errmsg\":\"data format error\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{start:-1,limit:1}", "{start:0,limit:0}", "{start:0,limit:1,action:'get_rooms'}"})
    void a_value_that_makes_no_sense_is_200002(String body) throws Exception {
        String json = body.replaceAll("(\\w+):", "\"$1\":").replace('\'', '"');
        String answer =
                send("POST", LIVE_INFO + "?access_token=" + stableToken(), json).body();
        assertThat(answer).contains("\"errcode\":200002");
    }

    @Test
    void a_token_is_asked_for_before_the_body_is_read() throws Exception {
        assertThat(send("POST", LIVE_INFO + "?access_token=never-issued", "rooms")
                        .body())
                .contains("\"errcode\":40014");
    }

    private JsonNode replays(long roomid, int start) throws Exception {
        return liveInfo(stableToken(), Map.of("start", start, "limit", 10, "action", "get_replay", "room_id", roomid));
    }
}
