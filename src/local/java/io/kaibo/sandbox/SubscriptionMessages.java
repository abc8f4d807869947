package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Subscription messages of one-time templates: each accept of a person is good for one send, at any time
 * (发送订阅消息, 小程序消息).
 */
final class SubscriptionMessages {
    static final String SEND = "/cgi-bin/message/subscribe/send";

    private final InstantSource clock;
    private final Pushes pushes;
    private final Map<String, List<TemplateField>> templates = new LinkedHashMap<>();
    private final Map<Subscriber, Integer> accepts = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, Integer> underWay = new HashMap<>();

    SubscriptionMessages(InstantSource clock, Pushes pushes) {
        this.clock = clock;
        this.pushes = pushes;
    }

    /** A person and a template whose messages they accepted. */
    private record Subscriber(String openid, String templateId) {}

    /** A message that was delivered to its person; its time is in seconds. */
    private record Sent(long msgid, String openid, String templateId, String page, ObjectNode data, long time) {
        ObjectNode json() {
            ObjectNode json = Json.MAPPER.createObjectNode().put("msgid", msgid).put("openid", openid);
            json.put("template_id", templateId).put("page", page).put("time", time);
            json.set("data", data);
            return json;
        }
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.post(SEND, this::send).withToken());
    }

    /** Puts a template of the mini-program's own, in place of one with the same id. */
    void putTemplate(String templateId, List<TemplateField> fields) {
        templates.put(templateId, List.copyOf(fields));
    }

    /** Lets the person accept so many more messages of the template, and returns how many they take now. */
    int accept(String openid, String templateId, int count) {
        require(templateId);
        return accepts.merge(new Subscriber(openid, templateId), count, Integer::sum);
    }

    /** Removes all accepts of the person for the template. */
    void reject(String openid, String templateId) {
        accepts.remove(new Subscriber(openid, templateId));
    }

    void require(String templateId) {
        if (!templates.containsKey(templateId)) {
            throw BadControl.field("template_id", "must be one of " + templates.keySet());
        }
    }

    /** All messages that were sent, the earliest first. */
    ArrayNode sent() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        sent.forEach(message -> list.add(message.json()));
        return list;
    }

    /** Records that a call has come in; it is under way until {@link #leave}, also while a fault delays it. */
    void arrive(Call call) {
        underWay.merge(person(call), 1, Integer::sum);
    }

    /** Records that the call is over, however it ended. */
    void leave(Call call) {
        underWay.computeIfPresent(person(call), (openid, calls) -> calls == 1 ? null : calls - 1);
    }

    private Answer send(Call call) {
        Fields message = call.json();
        String openid = message.textOrEmpty("touser");
        if (openid.isEmpty()) {
            throw Errcode.BAD_OPENID.refusal();
        }
        List<TemplateField> fields = templates.get(message.textOrEmpty("template_id"));
        if (fields == null) {
            throw Errcode.BAD_TEMPLATE.refusal();
        }
        ObjectNode data = data(message, fields);
        if (underWay.getOrDefault(person(call), 0) > 1) {
            throw Errcode.CONCURRENT_SENDS.refusal();
        }
        Subscriber subscriber = new Subscriber(openid, message.text("template_id"));
        if (accepts.getOrDefault(subscriber, 0) == 0) {
            throw Errcode.NOT_ACCEPTED.refusal();
        }
        accepts.merge(subscriber, -1, Integer::sum);
        long msgid = sent.size() + 1L;
        Instant now = clock.instant();
        sent.add(new Sent(
                msgid, openid, subscriber.templateId(), message.textOrEmpty("page"), data, now.getEpochSecond()));
        pushes.push(PushEvent.sent(openid, subscriber.templateId(), msgid, now));
        return Answer.json(Errcode.OK.body().put("msgid", msgid));
    }

    /** The data: each field of the template with a value that WeChat allows in it, and no other field. */
    private static ObjectNode data(Fields message, List<TemplateField> fields) {
        JsonNode data = message.node().path("data");
        Set<String> given = new HashSet<>();
        data.fieldNames().forEachRemaining(given::add);
        for (TemplateField field : fields) {
            if (!field.takes(data.path(field.name()).path("value").asText())) {
                throw Errcode.BAD_TEMPLATE_DATA.refusal("data." + field.name() + ".value invalid");
            }
        }
        given.removeAll(fields.stream().map(TemplateField::name).collect(Collectors.toSet()));
        if (!given.isEmpty()) {
            throw Errcode.BAD_TEMPLATE_DATA.refusal("data." + given.iterator().next() + " unknown");
        }
        return (ObjectNode) data;
    }

    private static String person(Call call) {
        return call.object().map(body -> body.path("touser").asText()).orElse("");
    }
}
