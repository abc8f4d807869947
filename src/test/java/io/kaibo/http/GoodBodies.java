package io.kaibo.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.testing.Contract;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** For each path that takes JSON the body that is the contract's example, to be spoiled. What WeChat sends has rules of its own. */
public final class GoodBodies {

    private static final String EXAMPLE = "/requestBody/content/application~1json/example";

    private static final Map<String, ObjectNode> BODIES = Contract.paths().keySet().stream()
            .filter(path -> !path.startsWith("/callbacks/") && method(path).isPresent())
            .collect(Collectors.toUnmodifiableMap(path -> path, GoodBodies::example));

    private GoodBodies() {}

    /** By their paths. */
    public static Map<String, ObjectNode> all() {
        return BODIES;
    }

    public static Optional<ObjectNode> of(String path) {
        return Optional.ofNullable(BODIES.get(path)).map(ObjectNode::deepCopy);
    }

    private static ObjectNode example(String path) {
        JsonNode example = Contract.operation(method(path).orElseThrow(), path)
                .orElseThrow()
                .at(EXAMPLE);
        if (example instanceof ObjectNode body) {
            return body;
        }
        throw new IllegalStateException("the contract has no example of a body of " + path);
    }

    /** The method of a path that takes JSON; none if it has no such method. */
    static Optional<String> method(String path) {
        return Contract.paths().get(path).keySet().stream()
                .filter(method -> Contract.operation(method, path)
                        .orElseThrow()
                        .at("/requestBody/content")
                        .has("application/json"))
                .map(method -> method.toUpperCase(Locale.ROOT))
                .findFirst();
    }

    /** True if the contract lets a field of a path's body have any characters: it is no word of an enum, and has no format. */
    static boolean isFreeText(String path, String field) {
        JsonNode schema = Contract.body(method(path).orElseThrow(), path);
        for (String name : field.split("\\.")) {
            JsonNode named = schema.path("properties").path(name);
            schema = Contract.resolved(named.isMissingNode() ? schema.path("additionalProperties") : named);
        }
        return !schema.has("enum") && !schema.has("format");
    }
}
