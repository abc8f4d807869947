package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** getliveinfo, which lists the rooms and, with {@code action: get_replay}, the replays of one. */
final class LiveRooms {
    private static final int MOST = 100;

    private final Rooms rooms;

    LiveRooms(Rooms rooms) {
        this.rooms = rooms;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/wxa/business/getliveinfo", this::liveInfo).withToken());
    }

    private Answer liveInfo(Call call) {
        Fields body = call.json();
        long start = body.whole("start");
        long limit = body.whole("limit");
        // "limit: within 100 is advised": more is cut, not refused. The page has no errcode for senseless values; the
        // other live calls answer 200002.
        if (start < 0 || limit < 1) {
            throw Errcode.BAD_PARAMETER.refusal();
        }
        Page page = new Page(start, Math.min(limit, MOST));
        if (!body.has("action")) {
            return Answer.json(page(page));
        }
        if (!body.text("action").equals("get_replay")) {
            throw Errcode.BAD_PARAMETER.refusal();
        }
        return Answer.json(replays(body.whole("room_id"), page));
    }

    /** The page of the list as it is now: a room created between two calls moves all that follow by one. */
    private ObjectNode page(Page page) {
        List<Room> all = rooms.latestFirst();
        if (all.isEmpty()) {
            // In place of 0 with an empty list, and with both lists.
            ObjectNode none = Errcode.NO_ROOMS.body();
            none.putArray("room_info");
            none.putArray("live_replay");
            return none;
        }
        // Past the end of a list that has rooms, the answer is 0, no room and the total.
        ObjectNode answer = Errcode.OK.body().put("total", all.size());
        ArrayNode list = answer.putArray("room_info");
        page.of(all.stream()).forEach(room -> {
            ObjectNode fields = Json.MAPPER.valueToTree(room);
            fields.remove("live_replay");
            list.add(fields);
        });
        return answer;
    }

    /**
     * The replays of a room. The answers for a room without a replay and for an unknown room are not documented. Here the first
     * is 0 with an empty list, as the replay is made some ten minutes after the end and its absence is no error. The second
     * is 9410003, known as "getting the replay failed".
     */
    private ObjectNode replays(long roomid, Page page) {
        Room room = rooms.find(roomid).orElseThrow(Errcode.NO_REPLAY::refusal);
        ObjectNode answer = Errcode.OK.body().put("total", room.liveReplay().size());
        ArrayNode list = answer.putArray("live_replay");
        page.of(room.liveReplay().stream()).forEach(list::addPOJO);
        return answer;
    }

    private record Page(long start, long limit) {
        <T> Stream<T> of(Stream<T> all) {
            return all.skip(start).limit(limit);
        }
    }
}
