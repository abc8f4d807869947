package io.kaibo.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/**
 * SSM's Parameter Store, as far as Kaibo calls it: GetParameters of SecureStrings, over the JSON 1.1
 * protocol. Its parameters are given and never change.
 */
public final class ParameterStore implements HttpHandler {
    /** GetParameters takes no more names. */
    private static final int MOST_NAMES = 10;
    /** What a SecureString reads as without WithDecryption. */
    private static final String ENCRYPTED = "AQICAHencrypted";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> parameters;

    ParameterStore(Map<String, String> parameters) {
        this.parameters = Map.copyOf(parameters);
    }

    /**
     * Answers on its port for the life of this JVM, unless AWS is elsewhere, and keeps funqy's poll loop waiting there.
     *
     * @throws PortTakenException if another program has the port
     */
    public static void serve(LocalAws aws) {
        var runtime = new IdleRuntimeApi();
        HttpHandler others = aws.elsewhere().isPresent() ? runtime : new ParameterStore(LocalSecrets.parameters());
        KeptServer.serve(aws.ports().ssm(), LocalPorts.SSM, exchange -> {
            boolean ofRuntime = exchange.getRequestURI().getPath().startsWith(IdleRuntimeApi.PATH);
            (ofRuntime ? runtime : others).handle(exchange);
        });
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            Answer answer = answer(
                    target == null ? "" : target, exchange.getRequestBody().readAllBytes());
            byte[] body = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Answer(int status, ObjectNode body) {}

    private Answer answer(String target, byte[] body) throws IOException {
        JsonNode request;
        try {
            request = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return error("SerializationException", "not JSON");
        }
        return switch (target) {
            case "AmazonSSM.GetParameters" -> getParameters(request);
            default -> error("UnknownOperationException", "the local parameter store has no " + target);
        };
    }

    private Answer getParameters(JsonNode request) {
        JsonNode names = request.path("Names");
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            return error("ValidationException", "Names has from 1 to " + MOST_NAMES + " members");
        }
        ObjectNode answer = JSON.createObjectNode();
        var found = answer.putArray("Parameters");
        var invalid = answer.putArray("InvalidParameters");
        for (JsonNode name : names) {
            if (parameters.containsKey(name.asText())) {
                found.add(parameter(name.asText(), request));
            } else {
                invalid.add(name.asText());
            }
        }
        return new Answer(200, answer);
    }

    private ObjectNode parameter(String name, JsonNode request) {
        boolean decrypted = request.path("WithDecryption").asBoolean();
        return JSON.createObjectNode()
                .put("Name", name)
                .put("Type", "SecureString")
                .put("Value", decrypted ? parameters.get(name) : ENCRYPTED)
                .put("Version", 1)
                .put("DataType", "text")
                .put("ARN", "arn:aws:ssm:%s:%s:parameter%s".formatted(Template.REGION, Template.ACCOUNT, name));
    }

    private static Answer error(String type, String message) {
        return new Answer(400, JSON.createObjectNode().put("__type", type).put("message", message));
    }
}
