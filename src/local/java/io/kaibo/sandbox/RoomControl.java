package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The control calls for rooms: what operators and anchors do in WeChat's console and on the phone. */
final class RoomControl {
    private static final int MOST_FILLED = 100_000;

    private RoomControl() {}

    static List<ControlCall> calls() {
        return List.of(
                new ControlCall("GET", "/sandbox/rooms", "all rooms with their replays", RoomControl::list),
                new ControlCall("POST", "/sandbox/rooms", "{any of a room's fields}: a new room", RoomControl::create),
                new ControlCall(
                        "POST",
                        "/sandbox/rooms/fill",
                        "{\"count\": 5000}: so many rooms more, the same every time",
                        RoomControl::fill),
                new ControlCall(
                        "PATCH",
                        "/sandbox/rooms/{roomid}",
                        "{any of a room's fields}, and no rule is in the way; live_status: 101 live, 102 upcoming, 103 ended, 104 banned, 105 paused, 106 interrupted, 107 expired; {roomid} is the number",
                        RoomControl::edit),
                new ControlCall("DELETE", "/sandbox/rooms/{roomid}", "the room is gone", RoomControl::delete),
                new ControlCall(
                        "PUT",
                        "/sandbox/rooms/{roomid}/replays",
                        "{\"live_replay\": [{\"create_time\"?, \"expire_time\"?, \"media_url\"?}]}",
                        RoomControl::putReplays));
    }

    private static JsonNode list(World world, long none, Fields body) {
        body.only();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode list = answer.putArray("rooms");
        world.rooms().latestFirst().forEach(list::addPOJO);
        return answer;
    }

    private static JsonNode create(World world, long none, Fields body) {
        return Json.MAPPER.valueToTree(world.rooms().create(body.node()));
    }

    private static JsonNode fill(World world, long none, Fields body) {
        int count = body.only("count").between(1, MOST_FILLED, "count");
        new FilledRooms(world.clock().instant()).addTo(world.rooms(), count);
        return Json.MAPPER.createObjectNode().put("created", count);
    }

    private static JsonNode edit(World world, long roomid, Fields body) {
        return Json.MAPPER.valueToTree(world.rooms().edit(roomid, body.node()));
    }

    private static JsonNode delete(World world, long roomid, Fields body) {
        body.only();
        world.rooms().delete(roomid);
        return Json.MAPPER.createObjectNode();
    }

    private static JsonNode putReplays(World world, long roomid, Fields body) {
        if (!body.only("live_replay").has("live_replay")) {
            throw BadControl.field("live_replay", "is missing");
        }
        return edit(world, roomid, body);
    }
}
