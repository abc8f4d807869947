package io.kaibo.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Operation;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract's example of a body for each operation that takes JSON. WeChat's pushes have rules of their own and are left out. */
public final class GoodBodies {

    private static final String CONTENT = "/requestBody/content/application~1json";

    private static final Map<Operation, ObjectNode> BODIES = Contract.paths().entrySet().stream()
            .filter(path -> !path.getKey().startsWith("/callbacks/"))
            .flatMap(path -> path.getValue().keySet().stream()
                    .map(method -> new Operation(method.toUpperCase(Locale.ROOT), path.getKey())))
            .filter(operation -> !content(operation).isMissingNode())
            .collect(Collectors.toUnmodifiableMap(operation -> operation, GoodBodies::example));

    private GoodBodies() {}

    /** The operations that take JSON, sorted. */
    public static Stream<Operation> operations() {
        return BODIES.keySet().stream().sorted(Comparator.comparing(Operation::toString));
    }

    /** A copy of the good body of an operation; empty if the operation takes no JSON. */
    public static Optional<ObjectNode> find(Operation operation) {
        return Optional.ofNullable(BODIES.get(operation)).map(ObjectNode::deepCopy);
    }

    /** A copy of the good body of an operation that takes JSON. */
    public static ObjectNode of(Operation operation) {
        return find(operation).orElseThrow();
    }

    private static ObjectNode example(Operation operation) {
        if (content(operation).path("example") instanceof ObjectNode body) {
            return body;
        }
        throw new IllegalStateException("the contract has no example of a body of " + operation);
    }

    private static JsonNode content(Operation operation) {
        return Contract.operation(operation.method(), operation.path())
                .orElseThrow()
                .at(CONTENT);
    }

    /** True if the contract lets a field of an operation's body have any characters: its schema has no enum and no format. */
    static boolean isFreeText(Operation operation, String field) {
        JsonNode schema = Contract.body(operation.method(), operation.path());
        for (String name : field.split("\\.")) {
            JsonNode named = schema.path("properties").path(name);
            schema = Contract.resolved(named.isMissingNode() ? schema.path("additionalProperties") : named);
        }
        return !schema.has("enum") && !schema.has("format");
    }
}
