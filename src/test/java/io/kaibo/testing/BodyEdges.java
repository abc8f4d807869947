package io.kaibo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bodies at the edges of what a schema takes, on both sides of each. */
public final class BodyEdges {

    private BodyEdges() {}

    /**
     * The good body without a field, with one more, and with each value of a field at which its schema begins or ends to take it.
     *
     * @param schema of an object
     */
    public static Stream<String> of(JsonNode schema, ObjectNode good) {
        Stream<ObjectNode> spoiled = schema.path("properties").properties().stream()
                .flatMap(property -> Stream.concat(
                        Stream.of(good.deepCopy().without(property.getKey())),
                        values(Contract.resolved(property.getValue()), good.path(property.getKey()))
                                .map(value -> (ObjectNode) good.deepCopy().set(property.getKey(), value))));
        return Stream.concat(Stream.of(good, good.deepCopy().put("more", 1)), spoiled)
                .map(JsonNode::toString)
                .distinct();
    }

    private static Stream<JsonNode> values(JsonNode schema, JsonNode good) {
        return Stream.of(
                        Stream.of(NullNode.instance, JsonNodeFactory.instance.arrayNode()),
                        schema.path("enum").valueStream(),
                        around(schema, "minLength", "maxLength", length -> TextNode.valueOf("x".repeat(length))),
                        around(schema, "minimum", "maximum", IntNode::valueOf),
                        around(schema, "minProperties", "maxProperties", size -> withSize(good, size)))
                .flatMap(values -> values);
    }

    private static Stream<JsonNode> around(JsonNode schema, String least, String most, IntFunction<JsonNode> value) {
        return Stream.of(least, most)
                .filter(schema::has)
                .map(schema::path)
                .flatMapToInt(bound -> IntStream.rangeClosed(bound.asInt() - 1, bound.asInt() + 1))
                .filter(bound -> bound >= 0)
                .mapToObj(value);
    }

    /** The first entry of an object so many times, each with a number of its own behind its name. */
    private static JsonNode withSize(JsonNode good, int size) {
        Map.Entry<String, JsonNode> first = good.properties().iterator().next();
        String name = first.getKey().replaceFirst("[0-9]+$", "");
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        IntStream.rangeClosed(1, size).forEach(number -> object.set(name + number, first.getValue()));
        return object;
    }
}
