package io.kaibo.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The response of the front, made from a function's answer as a function URL does. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The status of an answer without a body, and so without a content type. */
    private static final int NO_CONTENT = 204;

    /**
     * Reads a function's answer. JSON without a statusCode is itself the body of a 200.
     *
     * @throws IOException if a function URL could not make a response from it
     */
    static HttpAnswer of(byte[] output) throws IOException {
        JsonNode answer = output.length == 0 ? JSON.nullNode() : JSON.readTree(output);
        if (!answer.hasNonNull("statusCode")) {
            return new HttpAnswer(200, json(), output.length == 0 ? text("null") : output);
        }
        if (!answer.get("statusCode").canConvertToInt()) {
            throw new IOException("statusCode is not a number");
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int status = answer.get("statusCode").intValue();
        if (status != NO_CONTENT) {
            headers.putAll(json());
        }
        for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
            headers.put(header.getKey(), List.of(header.getValue().asText()));
        }
        List<String> cookies = new ArrayList<>();
        answer.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        if (!cookies.isEmpty()) {
            headers.put("Set-Cookie", cookies);
        }
        return new HttpAnswer(status, headers, body(answer));
    }

    static HttpAnswer message(int status, String message) {
        return new HttpAnswer(
                status,
                json(),
                text(JSON.createObjectNode().put("message", message).toString()));
    }

    private static byte[] body(JsonNode answer) throws IOException {
        JsonNode body = answer.path("body");
        String text =
                body.isMissingNode() || body.isNull() ? "" : body.isTextual() ? body.textValue() : body.toString();
        if (!answer.path("isBase64Encoded").asBoolean()) {
            return text(text);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("the body is not base64", e);
        }
    }

    private static Map<String, List<String>> json() {
        return Map.of("Content-Type", List.of("application/json"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
