package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The control calls for the message push: the address of events, how late and how often they go, and the events. */
final class PushControl {
    private static final int MOST_TIMES = 10;
    private static final List<String> COUNTS = List.of(
            "total_count",
            "success_count",
            "openid_error_count",
            "relation_error_count",
            "user_recv_limit_count",
            "internal_error_count");

    /** The events in lines, as {@code GET /sandbox} prints them. */
    private static final String EVENTS = """
            {"event", and fields of its own}: it happens and is pushed, if it is one of these
            "subscribe_msg_popup_event", "openid", "choices": [{"template_id", "accept"?: false}]
            "subscribe_msg_change_event", "openid", "template_ids": []
            "wxalive_follow_notify", "openid", "roomid", "action": "add_follow"|"del_follow"
            "wxalive_push_message_notify", "roomid", "message_id", "total_count"?: 0, "success_count"?: 0 ...\
            """.replace("\n", "\n" + " ".repeat(42));

    private PushControl() {}

    static List<ControlCall> calls() {
        return List.of(
                new ControlCall(
                        "PUT",
                        "/sandbox/callback",
                        "{\"url\", \"token\", \"mode\": \"safe\"|\"plain\", \"format\": \"json\"|\"xml\","
                                + " \"encoding_aes_key\"?: in safe mode}: events go there, if it answers its echostr",
                        PushControl::putCallback),
                new ControlCall("DELETE", "/sandbox/callback", "events go nowhere", PushControl::deleteCallback),
                new ControlCall(
                        "POST",
                        "/sandbox/pushes",
                        "{\"delay_millis\"?: 0, \"times\"?: 1}: how late and how often events are pushed from now on",
                        PushControl::plan),
                new ControlCall(
                        "GET", "/sandbox/pushes", "what became of every delivery of an event", PushControl::list),
                new ControlCall("POST", "/sandbox/events", EVENTS, PushControl::happen));
    }

    private static JsonNode putCallback(Stage stage, long none, Fields body) {
        Callback callback = Callback.read(body.only("url", "token", "mode", "format", "encoding_aes_key"));
        stage.with(World::pushes).check(callback);
        return stage.with(world -> {
            world.pushes().to(callback);
            return done();
        });
    }

    private static JsonNode deleteCallback(World world, long none, Fields body) {
        body.only();
        world.pushes().stop();
        return done();
    }

    private static JsonNode plan(World world, long none, Fields body) {
        body.only("delay_millis", "times");
        int delay = body.has("delay_millis") ? body.between(0, Integer.MAX_VALUE, "delay_millis") : 0;
        int times = body.has("times") ? body.between(1, MOST_TIMES, "times") : 1;
        world.pushes().plan(Duration.ofMillis(delay), times);
        return done();
    }

    private static JsonNode list(World world, long none, Fields body) {
        body.only();
        return Json.MAPPER.createObjectNode().set("pushes", world.pushes().deliveries());
    }

    private static JsonNode happen(World world, long none, Fields body) {
        world.pushes()
                .push(
                        switch (body.text("event")) {
                            case "subscribe_msg_popup_event" -> popup(world, body);
                            case "subscribe_msg_change_event" -> change(world, body);
                            case "wxalive_follow_notify" -> follow(world, body);
                            case "wxalive_push_message_notify" -> followersTold(world, body);
                            default ->
                                throw BadControl.field(
                                        "event",
                                        "must be subscribe_msg_popup_event, subscribe_msg_change_event,"
                                                + " wxalive_follow_notify or wxalive_push_message_notify");
                        });
        return done();
    }

    /** The pop-up event. Each accept is good for one send; a reject keeps the earlier accepts. */
    private static PushEvent popup(World world, Fields body) {
        String openid = body.only("event", "openid", "choices").text("openid");
        Map<String, Boolean> accepted = new LinkedHashMap<>();
        for (Fields choice : body.objects("choices")) {
            String templateId = choice.only("template_id", "accept").text("template_id");
            world.messages().require(templateId);
            accepted.put(templateId, choice.flag("accept"));
        }
        accepted.forEach((templateId, accept) -> {
            if (accept) {
                world.messages().accept(openid, templateId, 1);
            }
        });
        return PushEvent.popup(openid, accepted, world.clock().instant());
    }

    private static PushEvent change(World world, Fields body) {
        String openid = body.only("event", "openid", "template_ids").text("openid");
        List<String> templateIds = body.texts("template_ids");
        templateIds.forEach(world.messages()::require);
        templateIds.forEach(templateId -> world.messages().reject(openid, templateId));
        return PushEvent.change(openid, templateIds, world.clock().instant());
    }

    private static PushEvent follow(World world, Fields body) {
        String openid = body.only("event", "openid", "roomid", "action").text("openid");
        String action = body.text("action");
        if (!action.equals("add_follow") && !action.equals("del_follow")) {
            throw BadControl.field("action", "must be add_follow or del_follow");
        }
        return PushEvent.follow(openid, action, room(world, body), world.clock().instant());
    }

    private static PushEvent followersTold(World world, Fields body) {
        List<String> fields = new ArrayList<>(List.of("event", "roomid", "message_id"));
        fields.addAll(COUNTS);
        body.only(fields.toArray(String[]::new));
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String name : COUNTS) {
            counts.put(name, body.has(name) ? body.between(0, Integer.MAX_VALUE, name) : 0);
        }
        return PushEvent.followersTold(
                body.text("message_id"),
                room(world, body),
                counts,
                world.clock().instant());
    }

    private static Room room(World world, Fields body) {
        long roomid = body.whole("roomid");
        return world.rooms().find(roomid).orElseThrow(() -> BadControl.notFound("room " + roomid));
    }

    private static JsonNode done() {
        return Json.MAPPER.createObjectNode();
    }
}
