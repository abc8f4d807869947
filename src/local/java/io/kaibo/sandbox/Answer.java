package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One response. WeChat's business errors are HTTP 200 like its successes. */
public record Answer(int status, String contentType, String body) {
    public static final String JSON = "application/json; charset=utf-8";
    public static final String TEXT = "text/plain; charset=utf-8";

    public static Answer json(JsonNode body) {
        return json(200, body);
    }

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, JSON, body.toString());
    }

    public static Answer text(int status, String body) {
        return new Answer(status, TEXT, body);
    }

    public Answer as(String otherContentType) {
        return new Answer(status, otherContentType, body);
    }

    public void sendTo(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        // In the JDK's server a length of -1 means "no body", which is all that an answer to HEAD may have.
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
        if (!bodiless) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
