package io.kaibo.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(LocalServers.class)
class LiveRoomsTest {

    private static final String LIVE_INFO = "/wxa/business/getliveinfo";

    @Inject
    LiveRooms rooms;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
        rooms.page(0);
        Calls.reset();
        rooms.takeCalls();
    }

    @Test
    void anEmptyListIsASuccessWithNone() {
        assertThat(rooms.page(0)).isEqualTo(new LiveRooms.Page(0, List.of()));
    }

    @Test
    void aMiniProgramThatNeverHadARoomHasNone() {
        world.sandbox().fault(LIVE_INFO, new Fault.Refuse(1));
        assertThat(rooms.page(0)).isEqualTo(new LiveRooms.Page(0, List.of()));
    }

    @Test
    void anAnswerThatLacksTheListIsNotAnEmptyList() {
        assertThat(catchThrowableOfType(
                                WeChatException.class,
                                () -> LiveRooms.page(new WeChatRest.LiveAnswer(0, null, null, null, null)))
                        .failure())
                .isEqualTo(new Failure.Unanswered());
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
        LiveRoom read = rooms.page(0).rooms().getFirst();
        assertThat(read)
                .isEqualTo(new LiveRoom(
                        written.roomid(),
                        "春日上新专场",
                        written.coverImg(),
                        written.shareImg(),
                        written.feedsImg(),
                        105,
                        written.startTime(),
                        written.endTime(),
                        written.anchorName(),
                        written.createrOpenid(),
                        1,
                        1,
                        written.closeGoods(),
                        written.closeComment(),
                        1,
                        written.closeReplay(),
                        written.isFeedsPublic(),
                        List.of(new LiveRoom.Goods(
                                7, "手冲壶", "https://mmbiz.qpic.cn/g7", "pages/goods/7", 12900, 9900, 3, ""))));
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
        assertThat(rooms.page(0).total()).isZero();
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
                Arguments.of(new Fault.Refuse(61007), new Failure.Refused(61007, "injected fault"), 1));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void aLastingFailureIsTold(Fault fault, Failure failure, int calls) {
        world.sandbox().fault(LIVE_INFO, fault, 0, 2);
        assertThat(catchThrowableOfType(WeChatException.class, () -> rooms.page(0))
                        .failure())
                .isEqualTo(failure);
        assertThat(rooms.takeCalls()).isEqualTo(calls);
    }

    @Test
    void anErrorTellsNeitherTheTokenNorTheAddress() {
        world.sandbox().fault(LIVE_INFO, new Fault.DropBefore(), 0, 2);
        WeChatException error = catchThrowableOfType(WeChatException.class, () -> rooms.page(0));
        assertThat(error).hasNoCause().hasMessage("getliveinfo: Unanswered[]");
    }
}
