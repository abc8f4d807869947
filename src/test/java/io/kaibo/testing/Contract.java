package io.kaibo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The contract, openapi.yaml, and whether an answer keeps to it. */
public final class Contract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectNode DOCUMENT = read();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** 5.0 is an integer. */
    private static final SchemaValidatorsConfig INTEGERS_AS_THE_SPECIFICATION_HAS_THEM =
            SchemaValidatorsConfig.builder().losslessNarrowing(true).build();

    private Contract() {}

    /** Its paths, each with its operations by method. */
    @SuppressWarnings("unchecked")
    public static Map<String, Map<String, Object>> paths() {
        return JSON.convertValue(DOCUMENT.get("paths"), Map.class);
    }

    /** All operations of all paths. */
    public static Stream<JsonNode> operations() {
        return DOCUMENT.get("paths").valueStream().flatMap(JsonNode::valueStream);
    }

    /** The security schemes that the operations of a path name, each once and in their order; none if there is no such path. */
    public static List<String> schemes(String path) {
        return entry(path).stream()
                .flatMap(found -> found.getValue().valueStream())
                .flatMap(operation -> operation.path("security").valueStream())
                .flatMap(security -> security.properties().stream())
                .map(Map.Entry::getKey)
                .distinct()
                .toList();
    }

    /** The roles of operators that one of the operations of a path names; none if there is no such path. */
    public static Set<String> roles(String path) {
        return entry(path).stream()
                .flatMap(found -> found.getValue().valueStream())
                .flatMap(operation -> operation.path("x-roles").valueStream())
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    /** True if one of its paths fits this one. */
    public static boolean hasPath(String path) {
        return entry(path).isPresent();
    }

    /** Its schemas by their names. */
    public static Map<String, JsonNode> schemas() {
        return DOCUMENT.at("/components/schemas")
                .propertyStream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The path parameters of a path, each once. */
    public static Stream<JsonNode> pathParameters(String path) {
        return DOCUMENT.get("paths")
                .path(path)
                .valueStream()
                .flatMap(operation -> operation.path("parameters").valueStream())
                .map(Contract::resolved)
                .filter(parameter -> parameter.path("in").asText().equals("path"))
                .distinct();
    }

    /** The path with the example of each path parameter in place of its variable. */
    public static String withExamples(String path) {
        return pathParameters(path)
                .reduce(
                        path,
                        (filled, parameter) -> filled.replace(
                                "{" + parameter.path("name").asText() + "}",
                                parameter.path("example").asText()),
                        (filled, _) -> filled);
    }

    /** Whether a JSON body keeps to the schema of this request. */
    public static boolean takes(String method, String path, JsonNode body) {
        return isValid(body(method, path), body);
    }

    /** The schema of the JSON body of this request. */
    public static JsonNode body(String method, String path) {
        JsonNode schema = operation(method, path).orElseThrow().at("/requestBody/content/application~1json/schema");
        assertThat(schema.isObject()).as("%s %s takes JSON", method, path).isTrue();
        return resolved(schema);
    }

    /** Fails unless the contract has this answer; a method that its path does not have is a 405, or a 401 before it. Of other paths there is nothing to say. */
    static void check(String method, String path, int status, String contentType, JsonNode body) {
        Optional<JsonNode> known = entry(path).map(Map.Entry::getValue);
        if (known.isEmpty()) {
            return;
        }
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            assertThat(status).as("%s %s", method, path).isIn(401, 405);
            operation = Optional.of(known.get().properties().iterator().next().getValue());
        }
        JsonNode response = resolved(operation.get().path("responses").path(Integer.toString(status)));
        assertThat(response.isMissingNode())
                .as("%s %s may be answered %d", method, path, status)
                .isFalse();
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(body.isMissingNode())
                    .as("%s %s has nothing to say", method, path)
                    .isTrue();
            return;
        }
        JsonNode schema = content.path(contentType).path("schema");
        assertThat(schema.isObject())
                .as("%s %s may be answered %d as %s", method, path, status, contentType)
                .isTrue();
        assertThat(validate(schema, body)).as("%s %s: %s", method, path, body).isEmpty();
    }

    /** True if the value keeps to the schema. */
    public static boolean isValid(JsonNode schema, JsonNode value) {
        return validate(schema, value).isEmpty();
    }

    private static Set<ValidationMessage> validate(JsonNode schema, JsonNode body) {
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        // so that a $ref from within finds what it names
        whole.set("components", DOCUMENT.get("components"));
        return SCHEMAS.getSchema(whole, INTEGERS_AS_THE_SPECIFICATION_HAS_THEM).validate(body);
    }

    /** The operation of that method, and of the path that fits best. */
    public static Optional<JsonNode> operation(String method, String path) {
        return entry(path)
                .map(Map.Entry::getValue)
                .map(found -> found.path(method.toLowerCase(Locale.ROOT)))
                .filter(found -> !found.isMissingNode());
    }

    /** What stands in a path in place of its variables. */
    static Map<String, String> variables(String path) {
        String[] sent = path.split("/", -1);
        String[] known = entry(path).orElseThrow().getKey().split("/", -1);
        return IntStream.range(0, known.length)
                .filter(i -> known[i].startsWith("{"))
                .boxed()
                .collect(Collectors.toMap(i -> known[i].substring(1, known[i].length() - 1), i -> sent[i]));
    }

    private static Optional<Map.Entry<String, JsonNode>> entry(String path) {
        return DOCUMENT.get("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                // a word fits better than a variable
                .min((a, b) ->
                        Boolean.compare(a.getKey().contains("{"), b.getKey().contains("{")));
    }

    /** The node, or what its $ref names. */
    public static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** With patterns whose end is the end of the text: $ matches before a last line end too in Java, and not in JSON Schema. */
    private static ObjectNode anchored(ObjectNode document) {
        document.findParents("pattern").forEach(schema -> {
            JsonNode pattern = schema.path("pattern");
            if (pattern.isTextual() && pattern.asText().endsWith("$")) {
                ((ObjectNode) schema).put("pattern", pattern.asText().replaceFirst("\\$$", "\\\\z"));
            }
        });
        return document;
    }

    private static ObjectNode read() {
        try (InputStream file = Contract.class.getResourceAsStream("/openapi.yaml")) {
            return anchored(JSON.valueToTree(new Yaml().load(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
