package io.kaibo.wechat;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The rooms of 小程序直播, by {@code getliveinfo}: 100,000 calls a day for rooms and replays together. */
@Singleton
public class LiveRooms {

    /** The most rooms or replays WeChat gives in one answer. */
    public static final int PAGE = 100;

    /** Success with none: WeChat answers an empty list with an errcode of its own. */
    private static final int EMPTY_LIST = 9410000;

    /** Success with none as well: this mini-program never had a room. */
    private static final int NO_ROOM_YET = 1;

    /** @param total how many rooms there were at that moment */
    public record Page(int total, List<LiveRoom> rooms) {}

    private final WeChat weChat;
    private final LongAdder calls = new LongAdder();

    LiveRooms(WeChat weChat) {
        this.weChat = weChat;
    }

    /**
     * Rooms in the order of their planned start, the latest first. The list is paged by offset and shifts when a room
     * comes or goes while it is read.
     *
     * @param start how many rooms to pass over
     * @throws WeChatException if WeChat does not give the list
     */
    public Page page(int start) {
        return page(ask(new WeChatRest.LiveQuestion(start, PAGE, null, null)));
    }

    static Page page(WeChatRest.LiveAnswer answer) {
        Integer total = answer.total();
        List<LiveRoom> rooms = answer.rooms();
        if (total == null || rooms == null) {
            // WeChat says "none" with an errcode; what merely lacks the list says nothing, least of all that it is
            // empty
            throw new WeChatException("getliveinfo", new Failure.Unanswered());
        }
        return new Page(total, rooms);
    }

    /** @throws WeChatException if WeChat does not tell */
    public List<LiveReplay> replays(long roomId) {
        List<LiveReplay> replays =
                ask(new WeChatRest.LiveQuestion(0, PAGE, "get_replay", roomId)).replays();
        return replays == null ? List.of() : replays;
    }

    /** How often {@code getliveinfo} was called since this was last asked: what the day's quota is counted by. */
    public long takeCalls() {
        return calls.sumThenReset();
    }

    private WeChatRest.LiveAnswer ask(WeChatRest.LiveQuestion question) {
        return weChat.read("getliveinfo", (rest, token) -> {
            calls.increment();
            return answer(rest.liveInfo(token, question));
        });
    }

    private static WeChatRest.@Nullable LiveAnswer answer(WeChatRest.@Nullable LiveAnswer answer) {
        return answer != null && (answer.errcode() == EMPTY_LIST || answer.errcode() == NO_ROOM_YET)
                ? new WeChatRest.LiveAnswer(0, null, 0, List.of(), List.of())
                : answer;
    }
}
