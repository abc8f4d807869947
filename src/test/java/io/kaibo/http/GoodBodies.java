package io.kaibo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** A body that keeps to the contract, for each path that takes JSON, to be spoiled. */
public final class GoodBodies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> BODIES = Map.of(
            "/session",
            "{\"code\":\"0123456789abcdefghijklmnopqrstuv\"}",
            "/reminders/{roomId}",
            "{\"templateId\":\"t\"}",
            "/admin/reminders/templates/{templateId}",
            """
            {"kind":"on-air","page":"pages/room","fields":{"thing1":{"room":"name"},"thing2":{"text":"words"}}}
            """,
            "/admin/reminders/halts/{roomId}",
            "{\"reason\":\"rehearsal\"}",
            "/admin/rooms/{roomId}/announcing",
            "{\"announce\":true,\"startingSoonMinutes\":5}");

    private GoodBodies() {}

    public static Map<String, String> all() {
        return BODIES;
    }

    public static Optional<ObjectNode> of(String path) {
        return Optional.ofNullable(BODIES.get(path)).map(GoodBodies::tree);
    }

    /** The function that has the path. */
    public static String function(String path) {
        if (path.startsWith("/admin/")) {
            return path.startsWith("/admin/rooms") ? "room-admin" : "reminder-admin";
        }
        return switch (path.split("/", -1)[1]) {
            case "session" -> "session-api";
            case "rooms" -> "room-api";
            case "reminders" -> "reminder-api";
            default -> throw new IllegalArgumentException(path);
        };
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
