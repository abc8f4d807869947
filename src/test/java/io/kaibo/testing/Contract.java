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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Whether a JSON body keeps to the schema of this request. */
    public static boolean takes(String method, String path, JsonNode body) {
        JsonNode schema = operation(method, path).orElseThrow().at("/requestBody/content/application~1json/schema");
        assertThat(schema.isObject()).as("%s %s takes JSON", method, path).isTrue();
        return validate(schema, body).isEmpty();
    }

    /** Fails unless the contract has this answer; a method that its path does not have is a 405. Of other paths there is nothing to say. */
    static void check(String method, String path, int status, String contentType, JsonNode body) {
        Optional<JsonNode> known = path(path);
        if (known.isEmpty()) {
            return;
        }
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            assertThat(status).as("%s %s", method, path).isEqualTo(405);
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

    private static Set<ValidationMessage> validate(JsonNode schema, JsonNode body) {
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        // so that a $ref from within finds what it names
        whole.set("components", DOCUMENT.get("components"));
        return SCHEMAS.getSchema(whole, INTEGERS_AS_THE_SPECIFICATION_HAS_THEM).validate(body);
    }

    private static Optional<JsonNode> operation(String method, String path) {
        return path(path)
                .map(found -> found.path(method.toLowerCase(Locale.ROOT)))
                .filter(found -> !found.isMissingNode());
    }

    private static Optional<JsonNode> path(String path) {
        return DOCUMENT.get("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                // a word fits better than a variable
                .min((a, b) ->
                        Boolean.compare(a.getKey().contains("{"), b.getKey().contains("{")))
                .map(Map.Entry::getValue);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static ObjectNode read() {
        try (InputStream file = Contract.class.getResourceAsStream("/openapi.yaml")) {
            return JSON.valueToTree(new Yaml().load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
