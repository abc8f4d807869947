package io.kaibo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was sent. What the code takes the contract must take, and what the code refuses the contract must refuse, but for fields
 * of which the operation says {@code x-rules-beyond}, and for what no schema says: bytes that are no JSON, a field that stands twice, text
 * that is no Unicode.
 *
 * @param body empty if there is none
 */
record SentRequest(String method, String path, Map<String, String> query, String contentType, byte[] body) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Fails if code and contract do not agree about this request. */
    void check(int status, JsonNode answer) {
        Optional<JsonNode> operation = Contract.operation(method, path);
        if (operation.isEmpty()) {
            return;
        }
        if (status >= 200 && status < 300) {
            checkTaken(operation.get());
        } else if (status == 400 || status == 422) {
            answer.path("errors")
                    .forEach(error ->
                            checkRefused(operation.get(), error.path("field").asText()));
        }
    }

    private void checkTaken(JsonNode operation) {
        query.forEach((name, value) -> assertThat(parameter(operation, "query", name)
                        .map(known -> takes(known, value))
                        .orElse(operation.path("x-any-query").asBoolean()))
                .as("%s takes ?%s=%s, the contract does not", this, name, value)
                .isTrue());
        parameters(operation)
                .filter(known -> known.path("required").asBoolean())
                .filter(known -> known.path("in").asText().equals("query"))
                .forEach(known ->
                        assertThat(query).containsKey(known.path("name").asText()));
        if (contentType.equals("application/json")) {
            assertThat(tree().filter(sent -> Contract.isValid(schema(operation), sent)))
                    .as("%s takes this body, the contract does not", this)
                    .isPresent();
        }
    }

    private void checkRefused(JsonNode operation, String field) {
        String top = field.split("[.\\[]", 2)[0];
        if (operation
                .path("x-rules-beyond")
                .valueStream()
                .anyMatch(rule -> rule.asText().equals(top))) {
            return;
        }
        Optional<JsonNode> inQuery = parameter(operation, "query", field);
        Optional<JsonNode> inPath = parameter(operation, "path", field);
        if (inQuery.isPresent()) {
            checkParameter(inQuery.get(), query.get(field));
        } else if (query.containsKey(field) || field.equals("query")) {
            assertThat(operation.path("x-any-query").asBoolean())
                    .as("%s refuses ?%s, the contract does not", this, field)
                    .isFalse();
        } else if (inPath.isPresent()) {
            checkParameter(inPath.get(), Contract.variables(path).get(field));
        } else {
            assertThat(tree().filter(sent -> Contract.isValid(schema(operation), sent)))
                    .as("%s refuses %s, the contract does not: %s", this, field, tree())
                    .isEmpty();
        }
    }

    private void checkParameter(JsonNode parameter, @Nullable String value) {
        boolean refused =
                value == null ? parameter.path("required").asBoolean() : isDamaged(value) || !takes(parameter, value);
        assertThat(refused)
                .as("%s refuses %s=%s, the contract does not", this, parameter.path("name"), value)
                .isTrue();
    }

    private static JsonNode schema(JsonNode operation) {
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        assertThat(schema.isObject()).as("the contract has a body").isTrue();
        return schema;
    }

    private static Stream<JsonNode> parameters(JsonNode operation) {
        return operation.path("parameters").valueStream().map(Contract::resolved);
    }

    private static Optional<JsonNode> parameter(JsonNode operation, String in, String name) {
        return parameters(operation)
                .filter(known -> known.path("in").asText().equals(in))
                .filter(known -> known.path("name").asText().equals(name))
                .findFirst();
    }

    private static boolean takes(JsonNode parameter, String value) {
        JsonNode schema = parameter.path("schema");
        JsonNode typed = switch (Contract.resolved(schema).path("type").asText()) {
            case "integer" ->
                value.matches("-?[0-9]+")
                        ? JsonNodeFactory.instance.numberNode(new BigInteger(value))
                        : TextNode.valueOf(value);
            case "boolean" ->
                value.equals("true") || value.equals("false")
                        ? BooleanNode.valueOf(value.equals("true"))
                        : TextNode.valueOf(value);
            default -> TextNode.valueOf(value);
        };
        return Contract.isValid(schema, typed);
    }

    /** The body; empty if no schema can say anything of it. */
    private Optional<JsonNode> tree() {
        try {
            JsonNode tree = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
            return tree.isMissingNode() || isDamaged(tree.toString()) ? Optional.empty() : Optional.of(tree);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isDamaged(String text) {
        return text.codePoints()
                .anyMatch(c -> c == 0xFFFD || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
