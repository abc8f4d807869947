package io.kaibo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.http.Role;
import io.kaibo.local.Invocation;
import io.kaibo.local.Invoker;
import io.kaibo.local.LocalLambda;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.LocalSecrets;
import io.kaibo.local.Template;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Calls HTTP functions with payload 2.0 events, made from {@code events/http/request.json}; all keep to {@link Contract}. */
@Singleton
public class Http {

    private static final Template TEMPLATE =
            Template.read(Path.of("").toAbsolutePath(), LocalPorts.free().parameters());

    private static final Set<String> AS_IT_IS = Set.of("text/plain", "text/csv", "application/octet-stream");

    private final Invoker functions;
    private final ObjectMapper json;

    @Inject
    Http(LocalLambda functions, ObjectMapper json) {
        this((Invoker) functions, json);
    }

    /** For functions anywhere. */
    public Http(Invoker functions, ObjectMapper json) {
        this.functions = functions;
        this.json = json;
    }

    /** @param body the JSON of the body, plain text and base64 of bytes as a JSON string; missing if there is none */
    public record Answer(int status, Map<String, String> headers, JsonNode body) {

        /** The first field that the problem names. */
        public String field() {
            return body.at("/errors/0/field").asText();
        }
    }

    /** A request under construction. Sent twice, it is the same request delivered twice. */
    public final class Call {

        private final ObjectNode event = template();

        private Call(String method, String pathAndQuery) {
            String[] parts = pathAndQuery.split("\\?", 2);
            http().put("method", method).put("path", parts[0]);
            ((ObjectNode) event.get("requestContext"))
                    .put("requestId", UUID.randomUUID().toString());
            event.put("rawPath", parts[0]);
            if (parts.length == 2) {
                event.put("rawQueryString", parts[1]);
                ObjectNode query = event.putObject("queryStringParameters");
                for (String parameter : parts[1].split("&")) {
                    String[] pair = parameter.split("=", 2);
                    query.put(pair[0], pair.length == 2 ? pair[1] : "");
                }
            }
        }

        public Call header(String name, String value) {
            ((ObjectNode) event.get("headers")).put(name, value);
            return this;
        }

        public Call bearer(String credential) {
            return header("authorization", "Bearer " + credential);
        }

        public Call asOperator() {
            return as(Role.OPERATOR);
        }

        /** As the operator of the local stack who has this role alone. */
        public Call as(Role role) {
            return bearer(LocalSecrets.operatorKey(role));
        }

        public Call json(String body) {
            header("content-type", "application/json");
            return body(body);
        }

        public Call body(String body) {
            event.put("body", body);
            return this;
        }

        public Call base64(String body) {
            event.put("isBase64Encoded", true);
            return body(body);
        }

        /** To the function of the template that owns the path. */
        public Answer send() {
            return to(function(event.path("rawPath").asText()));
        }

        public Answer to(String function) {
            try {
                JsonNode answer = json.readTree(invoke(function, json.writeValueAsBytes(event)));
                Map<String, String> headers = new HashMap<>();
                answer.path("headers")
                        .properties()
                        .forEach(header ->
                                headers.put(header.getKey(), header.getValue().asText()));
                int status = answer.path("statusCode").asInt();
                JsonNode text = answer.path("body");
                String type = headers.getOrDefault("content-type", "").split(";", 2)[0];
                JsonNode body = AS_IT_IS.contains(type)
                        ? text
                        : text.isTextual() ? json.readTree(text.asText()) : json.missingNode();
                SentRequest sent = sent();
                Contract.check(sent.method(), sent.path(), status, type, body);
                sent.check(status, body);
                return new Answer(status, headers, body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private SentRequest sent() {
            Map<String, String> query = new HashMap<>();
            event.path("queryStringParameters")
                    .properties()
                    .forEach(pair -> query.put(pair.getKey(), pair.getValue().asText()));
            return new SentRequest(
                    http().path("method").asText(),
                    event.path("rawPath").asText(),
                    query,
                    event.at("/headers/content-type").asText().split(";", 2)[0],
                    bytes());
        }

        private byte[] bytes() {
            String body = event.path("body").asText();
            try {
                return event.path("isBase64Encoded").asBoolean()
                        ? Base64.getDecoder().decode(body)
                        : body.getBytes(StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notBase64) {
                return new byte[0];
            }
        }

        private byte[] invoke(String function, byte[] bytes) {
            return switch (functions.call(function, bytes)) {
                case Invocation.Answered(byte[] answer) -> answer;
                case Invocation.Failed(Throwable cause) -> throw new AssertionError(function + " threw", cause);
            };
        }

        private ObjectNode http() {
            return (ObjectNode) event.at("/requestContext/http");
        }
    }

    /** The function of the template that owns a path. */
    private static String function(String path) {
        return TEMPLATE.owner(path).orElseThrow().name();
    }

    public Call call(String method, String pathAndQuery) {
        return new Call(method, pathAndQuery);
    }

    /**
     * The request of {@code events/http/…}, which has of an event what differs from request.json: its method, path, query and body.
     *
     * @param values as for {@link Events#read(String, Map)}
     */
    public Call event(String name, Map<String, String> values) {
        JsonNode event = tree(Events.read("http/" + name, values));
        String query = event.path("rawQueryString").asText();
        Call call = call(
                event.at("/requestContext/http/method").asText(),
                event.path("rawPath").asText() + (query.isEmpty() ? "" : "?" + query));
        return event.has("body") ? call.json(event.path("body").asText()) : call;
    }

    public Call get(String pathAndQuery) {
        return call("GET", pathAndQuery);
    }

    public Call post(String pathAndQuery) {
        return call("POST", pathAndQuery);
    }

    private ObjectNode template() {
        return (ObjectNode) tree(Events.read("http/request"));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
