package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The control calls for subscription messages: the templates of the console, the accepts, the delivered messages. */
final class MessageControl {
    private static final int MOST_ACCEPTS = 1000;

    private MessageControl() {}

    static List<ControlCall> calls() {
        return List.of(
                new ControlCall(
                        "POST",
                        "/sandbox/templates",
                        "{\"template_id\", \"fields\": [\"thing1\", \"time2\"]}: a one-time template",
                        MessageControl::putTemplate),
                new ControlCall(
                        "POST",
                        "/sandbox/accepts",
                        "{\"openid\", \"template_id\", \"count\"?: 1}: the person accepts so many messages; how many they take",
                        MessageControl::accept),
                new ControlCall("GET", "/sandbox/messages", "the messages that were sent", MessageControl::list));
    }

    private static JsonNode putTemplate(World world, long none, Fields body) {
        List<TemplateField> fields = body.only("template_id", "fields").texts("fields").stream()
                .map(TemplateField::of)
                .toList();
        world.messages().putTemplate(body.filledText("template_id"), fields);
        return Json.MAPPER.createObjectNode();
    }

    private static JsonNode accept(World world, long none, Fields body) {
        body.only("openid", "template_id", "count");
        int count = body.has("count") ? body.between(1, MOST_ACCEPTS, "count") : 1;
        return Json.MAPPER
                .createObjectNode()
                .put("takes", world.messages().accept(body.text("openid"), body.text("template_id"), count));
    }

    private static JsonNode list(World world, long none, Fields body) {
        body.only();
        return Json.MAPPER.createObjectNode().set("messages", world.messages().sent());
    }
}
