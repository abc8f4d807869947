package io.kaibo.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.Serial;
import java.util.HashMap;
import java.util.Map;

/** Answers AWS's JSON 1.1 protocol: the header X-Amz-Target of a call names its operation. */
final class AwsJson implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Operation> operations;

    private AwsJson(Map<String, Operation> operations) {
        this.operations = Map.copyOf(operations);
    }

    /** An operation of a service. */
    @FunctionalInterface
    interface Operation {
        /** @throws RefusedException to be answered with its error */
        ObjectNode answer(JsonNode request);
    }

    /** An error of a service, status 400. */
    static final class RefusedException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        private final String type;

        RefusedException(String type, String message) {
            super(message);
            this.type = type;
        }
    }

    /** Answers the operations of some services, which are named by their targets, as {@code AmazonSSM.GetParameters}. */
    @SafeVarargs
    static AwsJson of(Map<String, Operation>... services) {
        Map<String, Operation> operations = new HashMap<>();
        for (Map<String, Operation> service : services) {
            operations.putAll(service);
        }
        return new AwsJson(operations);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            ObjectNode answer;
            try {
                answer = answer(
                        exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                        exchange.getRequestBody().readAllBytes());
            } catch (RefusedException e) {
                status = 400;
                answer = object().put("__type", e.type).put("message", e.getMessage());
            }
            byte[] body = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private ObjectNode answer(String target, byte[] body) throws IOException {
        Operation operation = target == null ? null : operations.get(target);
        if (operation == null) {
            throw new RefusedException("UnknownOperationException", "the local stack has no " + target);
        }
        try {
            return operation.answer(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            throw new RefusedException("SerializationException", "not JSON");
        }
    }
}
