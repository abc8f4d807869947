package io.kaibo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest extends SandboxTestCase {
    @Test
    void a_room_is_believable_where_nothing_was_said() {
        Room room = control.createRoom(Map.of());
        assertThat(room.liveStatus()).isEqualTo(102);
        assertThat(Instant.ofEpochSecond(room.startTime())).isAfter(control.advance(Duration.ZERO));
        assertThat(room.endTime()).isEqualTo(room.startTime() + 7200);
        assertThat(room.coverImg()).startsWith("https://mmbiz.qpic.cn/");
        assertThat(room.name()).hasSizeBetween(3, 17);
        Room ended = control.createRoom(Map.of("live_status", 103));
        assertThat(Instant.ofEpochSecond(ended.endTime())).isBefore(control.advance(Duration.ZERO));
        assertThat(control.rooms()).containsExactly(room, ended);
    }

    @Test
    void an_edit_changes_only_what_it_names() {
        Room room = control.createRoom(Map.of("goods", List.of(Map.of("goods_id", 1), Map.of("goods_id", 2))));
        Room edited = control.editRoom(room.roomid(), Map.of("name", "改名后的专场", "close_comment", 1));
        assertThat(edited.name()).isEqualTo("改名后的专场");
        assertThat(edited.closeComment()).isEqualTo(1);
        assertThat(edited.goods()).isEqualTo(room.goods());
        assertThat(edited.startTime()).isEqualTo(room.startTime());
        assertThat(control.rooms()).containsExactly(edited);
    }

    @Test
    void a_room_moves_to_any_state_and_nothing_else_happens() {
        Room room = control.createRoom(Map.of("live_status", 101));
        Room ended = control.moveRoom(room.roomid(), 103);
        assertThat(ended)
                .usingRecursiveComparison()
                .ignoringFields("liveStatus")
                .isEqualTo(room);
        assertThat(ended.liveStatus()).isEqualTo(103);
    }

    @Test
    void a_deleted_room_is_gone_and_its_roomid_is_not_given_again() {
        long roomid = control.createRoom(Map.of()).roomid();
        control.deleteRoom(roomid);
        assertThat(control.rooms()).isEmpty();
        assertThat(control.createRoom(Map.of()).roomid()).isEqualTo(roomid + 1);
        assertThatThrownBy(() -> control.deleteRoom(roomid)).hasMessage("there is no room " + roomid);
    }

    @Test
    void replays_are_put_in_place_of_those_there_were() {
        long roomid = control.createRoom(Map.of("live_status", 103)).roomid();
        control.putReplays(roomid, List.of(Map.of(), Map.of()));
        Room room = control.putReplays(roomid, List.of(Map.of("media_url", "https://example.com/1.m3u8")));
        assertThat(room.liveReplay()).extracting(Room.Replay::mediaUrl).containsExactly("https://example.com/1.m3u8");
        assertThat(Instant.parse(room.liveReplay().getFirst().expireTime())).isAfter(control.advance(Duration.ZERO));
    }

    @Test
    void many_rooms_are_mostly_over_and_the_same_every_time() {
        control.fill(5000);
        List<Room> first = control.rooms();
        Map<Integer, Long> states =
                first.stream().collect(Collectors.groupingBy(Room::liveStatus, Collectors.counting()));
        assertThat(first).hasSize(5000);
        assertThat(states).containsOnlyKeys(102, 103, 107);
        assertThat(states.get(103)).isGreaterThan(4000);
        assertThat(states.get(102)).isBetween(1L, 100L);
        assertThat(first).allSatisfy(room -> {
            assertThat(room.goods()).isNotEmpty();
            assertThat(room.name()).hasSizeBetween(3, 17);
        });

        control.reset(false);
        control.fill(5000);
        assertThat(control.rooms()).extracting(Room::name).isEqualTo(names(first));
    }

    @Test
    void a_reset_begins_anew_clock_tokens_rooms_and_faults() throws Exception {
        String token = plainToken();
        Instant before = control.advance(Duration.ZERO);
        control.advance(Duration.ofDays(3));
        control.createRoom(Map.of());
        control.fault(LIVE_INFO, new Fault.Fail(500), 0, 0);
        control.reset(false);
        assertThat(control.rooms()).isEmpty();
        assertThat(control.advance(Duration.ZERO)).isBetween(before, before.plus(Duration.ofDays(1)));
        assertThat(errcodeWith(token)).isEqualTo(40014);
        control.reset(true);
        assertThat(control.rooms()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void the_sandbox_says_what_there_is() throws Exception {
        HttpResponse<String> help = send("GET", "/sandbox", "");
        assertThat(help.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(help.body())
                .contains(LIVE_INFO, "PATCH  /sandbox/rooms/{roomid}", "/sandbox/faults", "/drand/sandbox");
        assertThat(send("GET", "/drand/sandbox", "").body()).contains("/sandbox/faults", "below /drand");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST  | /sandbox/rooms          | {"colour":"red"}                              | 400 | colour
            POST  | /sandbox/rooms          | {"start_time":"soon"}                         | 400 | start_time
            POST  | /sandbox/rooms          | {"start_time":20,"end_time":10}               | 400 | end_time
            POST  | /sandbox/rooms          | {"live_status":108}                           | 400 | live_status
            POST  | /sandbox/rooms          | {"name":null}                                 | 400 | name
            POST  | /sandbox/rooms          | {"roomid":1}                                  | 400 | roomid
            POST  | /sandbox/rooms          | {"goods":{}}                                  | 400 | goods
            POST  | /sandbox/rooms          | {"goods":[7]}                                 | 400 | goods[0]
            POST  | /sandbox/rooms          | {"goods":[{},{"price":1.5}]}                  | 400 | goods[1].price
            POST  | /sandbox/rooms          | {"goods":[{"price":-1}]}                      | 400 | price
            POST  | /sandbox/rooms          | rooms                                         | 400 | body
            PATCH | /sandbox/rooms/1        | {"colour":"red"}                              | 400 | colour
            PATCH | /sandbox/rooms/1        | {"roomid":2}                                  | 400 | roomid
            PATCH | /sandbox/rooms/7        | {}                                            | 404 | room 7
            PUT   | /sandbox/rooms/1/replays | {}                                           | 400 | live_replay
            PUT   | /sandbox/rooms/1/replays | {"live_replay":[{"media_url":{}}]}           | 400 | live_replay[0].media_url
            POST  | /sandbox/rooms/fill     | {"count":0}                                   | 400 | count
            POST  | /sandbox/tokens/end     | {"how":"slowly"}                              | 400 | how
            POST  | /sandbox/tokens/end     | {}                                            | 400 | how
            POST  | /sandbox/login-codes    | {"blocked":1}                                 | 400 | blocked
            POST  | /sandbox/faults         | {"endpoint":"/nowhere","kind":"drop-after"}   | 400 | endpoint
            POST  | /sandbox/faults         | {"endpoint":"/cgi-bin/token","kind":"flood"}  | 400 | kind
            POST  | /sandbox/faults         | {"endpoint":"/cgi-bin/token","kind":"http"}   | 400 | status
            POST  | /sandbox/faults         | {"endpoint":"/cgi-bin/token","kind":"drop-after","skip":-1} | 400 | skip
            POST  | /sandbox/clock          | {"advanceSeconds":-1}                         | 400 | advanceSeconds
            POST  | /sandbox/reset          | {"rooms":"some"}                              | 400 | rooms
            PUT   | /sandbox/callback       | {"token":"abc","mode":"plain","format":"json"} | 400 | url
            PUT   | /sandbox/callback       | {"url":"ftp://127.0.0.1/","token":"abc","mode":"plain","format":"json"} | 400 | url
            PUT   | /sandbox/callback       | {"url":"http://127.0.0.1/","token":"a-c","mode":"plain","format":"json"} | 400 | token
            PUT   | /sandbox/callback       | {"url":"http://127.0.0.1/","token":"abc","mode":"both","format":"json"} | 400 | mode
            PUT   | /sandbox/callback       | {"url":"http://127.0.0.1/","token":"abc","mode":"plain","format":"yaml"} | 400 | format
            PUT   | /sandbox/callback       | {"url":"http://127.0.0.1/","token":"abc","mode":"safe","format":"xml"} | 400 | encoding_aes_key
            PUT   | /sandbox/callback       | {"url":"http://127.0.0.1/","token":"abc","mode":"safe","format":"xml","encoding_aes_key":"short"} | 400 | encoding_aes_key
            POST  | /sandbox/pushes         | {"delay_millis":-1}                           | 400 | delay_millis
            POST  | /sandbox/pushes         | {"times":0}                                   | 400 | times
            POST  | /sandbox/events         | {"event":"subscribe_msg_sent_event"}          | 400 | event
            POST  | /sandbox/events         | {"event":"subscribe_msg_popup_event","openid":"o"} | 400 | choices
            POST  | /sandbox/events         | {"event":"subscribe_msg_popup_event","openid":"o","choices":[7]} | 400 | choices[0]
            POST  | /sandbox/events         | {"event":"subscribe_msg_popup_event","openid":"o","choices":[{"accept":true}]} | 400 | choices[0].template_id
            POST  | /sandbox/events         | {"event":"subscribe_msg_popup_event","openid":"o","choices":[{"template_id":"t"}]} | 400 | template_id
            POST  | /sandbox/events         | {"event":"subscribe_msg_change_event","openid":"o","template_ids":[]} | 400 | template_ids
            POST  | /sandbox/events         | {"event":"subscribe_msg_change_event","openid":"o","template_ids":["t",{}]} | 400 | template_ids[1]
            POST  | /sandbox/events         | {"event":"wxalive_follow_notify","openid":"o","roomid":1,"action":"stare"} | 400 | action
            POST  | /sandbox/events         | {"event":"wxalive_follow_notify","openid":"o","roomid":7,"action":"add_follow"} | 404 | room 7
            POST  | /sandbox/events         | {"event":"wxalive_push_message_notify","roomid":1,"message_id":"m","success_count":-1} | 400 | success_count
            GET   | /sandbox/nothing        | ''                                            | 404 | GET /sandbox/nothing
            PUT   | /sandbox/rooms          | {}                                            | 404 | PUT /sandbox/rooms
            """)
    void a_control_call_that_cannot_be_done_says_why(String method, String path, String body, int status, String names)
            throws Exception {
        Room room = control.createRoom(Map.of());
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.MAPPER.readTree(answer.body()).path("message").asText()).contains(names);
        assertThat(control.rooms()).containsExactly(room);
    }

    private static List<String> names(List<Room> rooms) {
        return rooms.stream().map(Room::name).toList();
    }
}
