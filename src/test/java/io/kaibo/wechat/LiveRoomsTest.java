package io.kaibo.wechat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(LocalServers.class)
class LiveRoomsTest {

    private static final String LIVE_INFO = "/wxa/business/getliveinfo";

    @Inject
    LiveRooms rooms;

    @Inject
    World world;

    @Inject
    AccessTokens tokens;

    @Inject
    ObjectMapper json;

    private final List<HttpServer> servers = new ArrayList<>();

    @BeforeEach
    void clean() {
        world.clean();
        rooms.readPage(0);
        Calls.reset();
        rooms.takeCalls();
    }

    @Test
    void anEmptyListIsASuccessWithNone() {
        assertThat(rooms.readPage(0)).isEqualTo(new LiveRooms.RoomPage(0, List.of()));
    }

    @Test
    void aMiniProgramThatNeverHadARoomHasNone() {
        world.sandbox().fault(LIVE_INFO, new Fault.Refuse(1));
        assertThat(rooms.readPage(0)).isEqualTo(new LiveRooms.RoomPage(0, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "<html>",
                "{}",
                "{\"errcode\":0}",
                "{\"errcode\":0,\"total\":1}",
                "{\"errcode\":0,\"total\":0,\"room_info\":null}",
                "{\"errcode\":0,\"total\":1,\"room_info\":{}}",
                "{\"errcode\":0,\"total\":null,\"room_info\":[]}",
                "{\"errcode\":0,\"total\":\"many\",\"room_info\":[]}",
                "{\"errcode\":\"ok\",\"total\":0,\"room_info\":[]}",
                "{\"errcode\":0,\"total\":1,\"room_info\":[{\"roomid\":"
            })
    void anAnswerWithoutAListIsNoAnswerAndIsAskedForOnceMore(String body) {
        world.sandbox().fault(LIVE_INFO, new Fault.Say(body), 0, 2);
        assertThat(catchThrowableOfType(WeChatException.class, () -> rooms.readPage(0))
                        .failure())
                .isEqualTo(new Failure.Unanswered());
        assertThat(rooms.takeCalls()).isEqualTo(2);
    }

    static List<Arguments> odd() {
        return List.of(
                Arguments.of("null", "it is no object"),
                Arguments.of("7", "it is no object"),
                Arguments.of(room("\"roomid\":null"), "roomid is absent"),
                Arguments.of(room("\"roomid\":-1"), "roomid is not above 0"),
                Arguments.of(room("\"roomid\":18446744073709551616"), "roomid is no whole number of 64 bits"),
                Arguments.of(room("\"roomid\":[]"), "roomid is no whole number of 64 bits"));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void aRoomWithoutAnIdIsOddAndTheOthersAreRead(String element, String fault) {
        assertThat(listed(element)).isEqualTo(new ListedRoom.Odd(OptionalLong.empty(), fault));
    }

    static List<Arguments> oddMembers() {
        return List.of(
                Arguments.of("\"live_status\":null", "live_status is absent"),
                Arguments.of("\"live_status\":0", "live_status is not above 0"),
                Arguments.of("\"live_status\":2147483648", "live_status is too large"),
                Arguments.of("\"live_status\":\"live\"", "live_status is no whole number of 64 bits"),
                Arguments.of("\"start_time\":null", "start_time is absent"),
                Arguments.of("\"start_time\":0", "start_time is not above 0"),
                Arguments.of("\"start_time\":1790000000000", "start_time is no time"),
                Arguments.of("\"end_time\":null", "end_time is absent"),
                Arguments.of("\"end_time\":\"2026-01-01\"", "end_time is no whole number of 64 bits"),
                Arguments.of("\"name\":null", "name is absent"),
                Arguments.of("\"name\":\"\"", "name is absent"),
                Arguments.of("\"goods\":[{\"price\":1}]", "among its goods: name is absent"),
                Arguments.of("\"goods\":[{\"name\":\"碗\"}]", "among its goods: price is absent"),
                Arguments.of("\"goods\":[{\"name\":\"碗\",\"price\":-1}]", "among its goods: price is below 0"),
                Arguments.of("\"name\":7", "name is no text"),
                Arguments.of("\"name\":\"\\ud83d\"", "name has what is no character"),
                Arguments.of("\"anchor_name\":[\"a\"]", "anchor_name is no text"),
                Arguments.of("\"close_like\":true", "close_like is no whole number of 64 bits"),
                Arguments.of("\"goods\":{}", "goods is no list"),
                Arguments.of("\"goods\":[null]", "among its goods: it is no object"),
                Arguments.of(
                        "\"goods\":[{\"name\":\"碗\",\"price\":12.5}]",
                        "among its goods: price is no whole number of 64 bits"),
                Arguments.of(
                        "\"goods\":[{\"name\":\"碗\",\"price\":\"12.50\"}]",
                        "among its goods: price is no whole number of 64 bits"),
                Arguments.of(
                        "\"goods\":[{\"name\":\"碗\",\"price\":1,\"price2\":{}}]",
                        "among its goods: price2 is no whole number of 64 bits"),
                Arguments.of(
                        "\"goods\":[{\"goods_id\":1e30}]", "among its goods: goods_id is no whole number of 64 bits"),
                Arguments.of("\"goods\":[{\"name\":\"碗\",\"url\":1}]", "among its goods: url is no text"));
    }

    @ParameterizedTest
    @MethodSource("oddMembers")
    void aRoomWithAnOddMemberIsOddByItsIdAndTheOthersAreRead(String members, String fault) {
        assertThat(listed(room(members))).isEqualTo(new ListedRoom.Odd(OptionalLong.of(7), fault));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"goods\":null",
                "\"close_like\":null",
                "\"roomid\":\"7\"",
                "\"live_status\":101.0",
                "\"goods\":[{\"name\":\"碗\",\"price\":\"1250\"}]",
                "\"a_member_of_next_year\":{}"
            })
    void aRoomThatSaysTheSameInAnotherFormIsRead(String members) {
        assertThat(listed(room(members))).isInstanceOf(ListedRoom.ReadableRoom.class);
    }

    /** What is read of an element that stands between two others, which are read. */
    private ListedRoom listed(String element) {
        world.sandbox()
                .fault(
                        LIVE_INFO,
                        new Fault.Say("{\"errcode\":0,\"total\":3,\"room_info\":[" + room("\"roomid\":5") + ","
                                + element + "," + room("\"roomid\":6") + "]}"));
        List<ListedRoom> page = rooms.readPage(0).rooms();
        assertThat(page).hasSize(3);
        assertThat(List.of(page.getFirst(), page.getLast()))
                .allSatisfy(other -> assertThat(other).isInstanceOf(ListedRoom.ReadableRoom.class))
                .extracting(ListedRoom::number)
                .containsExactly(OptionalLong.of(5), OptionalLong.of(6));
        return page.get(1);
    }

    /** Of two members of one name the last one counts. */
    private static String room(String members) {
        return "{\"roomid\":7,\"name\":\"壶\",\"live_status\":102,\"start_time\":1790000000,\"end_time\":1790003600,"
                + members + "}";
    }

    @Test
    void aTextThatIsCutInsideACharacterIsOddAndTheOthersAreRead() throws IOException {
        String text = "{\"errcode\":0,\"total\":2,\"room_info\":[" + room("\"roomid\":5") + "," + room("\"name\":\"壶\"")
                + "]}";
        // the last byte of the last character is lost
        String bytes = new String(text.getBytes(UTF_8), ISO_8859_1).replace("\u00e5\u00a3\u00b6", "\u00e5\u00a3");
        assertThat(roomsThatAnswer(bytes.getBytes(ISO_8859_1))
                        .readPage(0)
                        .rooms()
                        .getLast())
                .isEqualTo(new ListedRoom.Odd(OptionalLong.of(7), "name has what is no character"));
    }

    /** The rooms of a WeChat that answers {@code getliveinfo} with these bytes. */
    private LiveRooms roomsThatAnswer(byte[] body) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        servers.add(server);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        var client = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .build(WeChatRest.class);
        return new LiveRooms(new WeChat(new Connections(() -> client, world.clock()), tokens), json);
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void anErrmsgOfAnotherTypeIsNoReasonToTakeARefusalForNoAnswer() {
        world.sandbox().fault(LIVE_INFO, new Fault.Say("{\"errcode\":61007,\"errmsg\":{}}"));
        assertThat(catchThrowableOfType(WeChatException.class, () -> rooms.readPage(0))
                        .failure())
                .isEqualTo(new Failure.RequestRefused(61007, ""));
    }

    static List<Arguments> replays() {
        return List.of(
                Arguments.of("[null,{\"media_url\":\"u\"},7]", 1, List.of("it is no object", "it is no object")),
                Arguments.of("[{\"media_url\":7},{\"media_url\":\"u\"}]", 1, List.of("media_url is no text")),
                Arguments.of(
                        "[{\"media_url\":\"u\",\"expire_time\":{}}]",
                        0,
                        List.of("expire_time is neither a text nor a number")),
                Arguments.of("{}", 0, List.of("live_replay is no list")),
                Arguments.of("null", 0, List.of()));
    }

    @ParameterizedTest
    @MethodSource("replays")
    void anOddReplayDoesNotKeepTheOthersFromBeingRead(String list, int readable, List<String> faults) {
        world.sandbox().fault(LIVE_INFO, new Fault.Say("{\"errcode\":0,\"live_replay\":" + list + "}"));
        LiveRooms.Replays read = rooms.readReplays(7);
        assertThat(read.readable()).hasSize(readable);
        assertThat(read.faults()).isEqualTo(faults);
    }

    @Test
    void everyFieldOfARoomIsRead() {
        var written = world.sandbox()
                .createRoom(Map.of(
                        "name", "春日上新专场",
                        "live_status", 105,
                        "live_type", 1,
                        "close_like", 1,
                        "close_kf", 1,
                        "goods",
                                List.of(Map.of(
                                        "goods_id",
                                        7,
                                        "name",
                                        "手冲壶",
                                        "cover_img",
                                        "https://mmbiz.qpic.cn/g7",
                                        "url",
                                        "pages/goods/7",
                                        "price",
                                        12900,
                                        "price2",
                                        9900,
                                        "price_type",
                                        3,
                                        "third_party_appid",
                                        ""))));
        ListedRoom read = rooms.readPage(0).rooms().getFirst();
        assertThat(read)
                .isEqualTo(new ListedRoom.ReadableRoom(new LiveRoom(
                        written.roomid(),
                        "春日上新专场",
                        written.coverImg(),
                        written.shareImg(),
                        written.feedsImg(),
                        105,
                        Instant.ofEpochSecond(written.startTime()),
                        Instant.ofEpochSecond(written.endTime()),
                        written.anchorName(),
                        1,
                        1,
                        written.closeGoods(),
                        written.closeComment(),
                        1,
                        written.closeReplay(),
                        written.isFeedsPublic(),
                        List.of(new LiveRoom.Goods(
                                7, "手冲壶", "https://mmbiz.qpic.cn/g7", "pages/goods/7", 12900, 9900, 3, null)))));
    }

    static List<Arguments> passing() {
        return List.of(
                Arguments.of(new Fault.Refuse(-1)),
                Arguments.of(new Fault.Fail(503)),
                Arguments.of(new Fault.DropBefore()),
                Arguments.of(new Fault.DropAfter()));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aPassingFailureIsMendedByOneMoreCall(Fault fault) {
        world.sandbox().fault(LIVE_INFO, fault);
        assertThat(rooms.readPage(0).total()).isZero();
        assertThat(rooms.takeCalls()).isEqualTo(2);
    }

    static List<Arguments> lasting() {
        return List.of(
                Arguments.of(new Fault.Refuse(-1), new Failure.Busy(-1, "system error"), 2),
                Arguments.of(new Fault.Fail(503), new Failure.Unanswered(), 2),
                Arguments.of(new Fault.DropBefore(), new Failure.Unanswered(), 2),
                Arguments.of(new Fault.Delay(Duration.ofSeconds(30)), new Failure.Unanswered(), 2),
                Arguments.of(
                        new Fault.Refuse(45009), new Failure.QuotaUsedUp(45009, "reach max api daily quota limit"), 1),
                Arguments.of(new Fault.Refuse(61007), new Failure.RequestRefused(61007, "injected fault"), 1));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void aLastingFailureIsTold(Fault fault, Failure failure, int calls) {
        world.sandbox().fault(LIVE_INFO, fault, 0, 2);
        assertThat(catchThrowableOfType(WeChatException.class, () -> rooms.readPage(0))
                        .failure())
                .isEqualTo(failure);
        assertThat(rooms.takeCalls()).isEqualTo(calls);
    }

    @Test
    void anErrorTellsNeitherTheTokenNorTheAddress() {
        world.sandbox().fault(LIVE_INFO, new Fault.DropBefore(), 0, 2);
        WeChatException error = catchThrowableOfType(WeChatException.class, () -> rooms.readPage(0));
        assertThat(error).hasNoCause().hasMessage("getliveinfo: Unanswered[]");
    }
}
