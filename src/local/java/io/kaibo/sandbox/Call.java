package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request, read to its end: in UTF-8, whatever its content type says. */
public record Call(String method, String path, Map<String, String> query, String body) {
    public static Call of(HttpExchange exchange) throws IOException {
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parse(exchange.getRequestURI().getRawQuery()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The same, its path seen from below the prefix: {@code /sandbox} for {@code /drand/sandbox}. */
    public Call below(String prefix) {
        return new Call(method, path.substring(prefix.length()), query, body);
    }

    public @Nullable String query(String name) {
        return query.get(name);
    }

    /** The body of a call to WeChat: a JSON object; anything else is 47001. */
    Fields json() {
        return object().map(body -> new Fields(body, field -> Errcode.DATA_FORMAT_ERROR.refusal()))
                .orElseThrow(Errcode.DATA_FORMAT_ERROR::refusal);
    }

    /** Empty when the body is no JSON object. */
    public Optional<ObjectNode> object() {
        try {
            JsonNode node = Json.MAPPER.readTree(body);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parse(@Nullable String rawQuery) {
        Map<String, String> query = new HashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
