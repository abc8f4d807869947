package io.kaibo.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** The rooms of 小程序直播, by {@code getliveinfo}: 100,000 calls a day for rooms and replays together. */
@Singleton
public class LiveRooms {

    /** The most rooms or replays WeChat gives in one answer. */
    public static final int PAGE = 100;

    /** WeChat's name of the call, which errors name it by. */
    private static final String CALL = "getliveinfo";

    /** Success with none: WeChat answers an empty list with an errcode of its own. */
    private static final int EMPTY_LIST = 9410000;

    /** Success with none as well: this mini-program never had a room. */
    private static final int NO_ROOM_YET = 1;

    /** @param total how many rooms there were at that moment */
    public record RoomPage(int total, List<ListedRoom> rooms) {}

    /** @param faults what is wrong with each recording that cannot be read */
    public record Replays(List<LiveReplay> readable, List<String> faults) {}

    private final WeChat weChat;
    private final ObjectMapper json;
    private final LongAdder calls = new LongAdder();

    LiveRooms(WeChat weChat, ObjectMapper json) {
        this.weChat = weChat;
        this.json = json;
    }

    /**
     * Rooms in the order of their planned start, the latest first. The list is paged by offset and shifts when a room
     * comes or goes while it is read.
     *
     * @param start how many rooms to pass over
     * @throws WeChatException if WeChat does not give the list
     */
    public RoomPage readPage(int start) {
        Members list = ask(new WeChatRest.LiveQuestion(start, PAGE, null, null), LiveAnswer::hasRooms);
        return new RoomPage(
                list.readSmall("total"),
                list.readList("room_info").stream().map(LiveRooms::readListed).toList());
    }

    /** @throws WeChatException if WeChat does not tell */
    public Replays readReplays(long roomId) {
        Members list = ask(new WeChatRest.LiveQuestion(0, PAGE, "get_replay", roomId), answer -> true);
        List<LiveReplay> readable = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try {
            for (JsonNode element : list.readList("live_replay")) {
                try {
                    readable.add(LiveReplay.of(new Members(element)));
                } catch (OddElementException e) {
                    faults.add(e.fault());
                }
            }
        } catch (OddElementException e) {
            faults.add(e.fault());
        }
        return new Replays(readable, faults);
    }

    /** How often {@code getliveinfo} was called since this was last asked: what the day's quota is counted by. */
    public long takeCalls() {
        return calls.sumThenReset();
    }

    private static ListedRoom readListed(JsonNode element) {
        OptionalLong number = OptionalLong.empty();
        try {
            var room = new Members(element);
            number = OptionalLong.of(room.readPositive("roomid"));
            return new ListedRoom.ReadableRoom(LiveRoom.of(room));
        } catch (OddElementException e) {
            return new ListedRoom.Odd(number, e.fault());
        }
    }

    /** @param complete whether a success has what was asked for; one that has not is no answer */
    private Members ask(WeChatRest.LiveQuestion question, Predicate<LiveAnswer> complete) {
        return weChat.read(CALL, (rest, token) -> {
                    calls.increment();
                    LiveAnswer answer = LiveAnswer.read(rest.readLiveInfo(token, question), json);
                    if (answer == null || (answer.errcode() == 0 && !complete.test(answer))) {
                        return null;
                    }
                    boolean none = answer.errcode() == EMPTY_LIST || answer.errcode() == NO_ROOM_YET;
                    return none ? LiveAnswer.none() : answer;
                })
                .members();
    }
}
