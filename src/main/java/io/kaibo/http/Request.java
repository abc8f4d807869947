package io.kaibo.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.kaibo.aws.Words;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, out of a payload 2.0 event: what function URLs and HTTP APIs send. Header names are lower case;
 * repeated headers and query parameters come joined by commas.
 */
public final class Request {

    /** The longest body taken, in bytes: the requests of a mini-program are small. */
    static final int BODY_LIMIT = 64 * 1024;

    /** No more digits than any bound has: parseInt alone takes +5 and digits of other scripts as well. */
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    private final String id;
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final Map<String, String> query;
    private final byte[] body;
    private final Map<String, String> variables;

    private Request(
            String id,
            String method,
            String path,
            Map<String, String> headers,
            Map<String, String> query,
            byte[] body,
            Map<String, String> variables) {
        this.id = id;
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.query = query;
        this.body = body;
        this.variables = variables;
    }

    /** @throws Problem 413 if the body is too large, 400 if it is not the Base64 that it says it is, or no Unicode */
    static Request of(APIGatewayV2HTTPEvent event) {
        var context = event.getRequestContext();
        var http = context == null ? null : context.getHttp();
        if (http == null || http.getMethod() == null || event.getRawPath() == null) {
            throw Problem.unreadable("version", "must be a payload 2.0 event");
        }
        Map<String, String> headers = new HashMap<>();
        orEmpty(event.getHeaders()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Request(
                context.getRequestId() == null ? "" : context.getRequestId(),
                http.getMethod(),
                event.getRawPath(),
                headers,
                orEmpty(event.getQueryStringParameters()),
                body(event),
                Map.of());
    }

    Request with(Map<String, String> pathVariables) {
        return new Request(id, method, path, headers, query, body, pathVariables);
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String id() {
        return id;
    }

    Map<String, String> query() {
        return query;
    }

    /** As it came, for callers that send no JSON; {@link Bodies} reads the others. Empty if there is none. */
    public byte[] body() {
        return body;
    }

    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** A variable of the route's path, as it stands there. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    public @Nullable String query(String name) {
        return query.get(name);
    }

    /** @throws Problem 400 if it is no integer, 422 if it is out of bounds */
    public int intQuery(String name, int otherwise, int least, int most) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!INTEGER.matcher(text).matches()) {
            throw Problem.unreadable(name, "must be an integer");
        }
        int value = Integer.parseInt(text);
        if (value < least || value > most) {
            throw Problem.invalid(List.of(new Problem.FieldError(name, "must be between " + least + " and " + most)));
        }
        return value;
    }

    /** False if it is absent. @throws Problem 400 if it is neither {@code true} nor {@code false} */
    public boolean flagQuery(String name) {
        return switch (query.get(name)) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.unreadable(name, "must be true or false");
        };
    }

    /** The constant of an enum that a word stands for. @throws Problem 400 naming the right words if it is none of them */
    public <E extends Enum<E>> E enumQuery(String name, E otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        Class<E> type = otherwise.getDeclaringClass();
        return Words.find(type, text).orElseThrow(() -> Problem.unreadable(name, "must be one of " + Words.all(type)));
    }

    /** What follows {@code Bearer} in the authorization header. @throws Problem 401 if there is none */
    String bearer() {
        String header = headers.get("authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Problem.unauthorized("An authorization header with a Bearer credential is needed.");
        }
        return header.substring(7).strip();
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        String body = event.getBody();
        if (body == null || body.isEmpty()) {
            return new byte[0];
        }
        // so long a text is too large for sure: Base64 has four characters for three bytes, any other text one at the
        // most
        if (body.length() > 2 * BODY_LIMIT) {
            throw Problem.tooLarge(BODY_LIMIT);
        }
        byte[] bytes;
        try {
            bytes = event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : utf8(body);
        } catch (IllegalArgumentException e) {
            throw Problem.unreadable("body", "must be Base64, as the event says");
        }
        if (bytes.length > BODY_LIMIT) {
            throw Problem.tooLarge(BODY_LIMIT);
        }
        return bytes;
    }

    private static byte[] utf8(String body) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(body));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw Problem.unreadable("body", "must be UTF-8");
        }
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
