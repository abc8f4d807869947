package io.kaibo.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.kaibo.aws.Words;
import java.time.Instant;
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

    /** parseInt alone takes +5 and digits of other scripts as well. */
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    /** No bound has more digits. */
    private static final Pattern LONG_INTEGER = Pattern.compile("-?0*[1-9][0-9]{9,}");

    /** @param at when it came, the same in each delivery of the event */
    private record Head(
            String id,
            Instant at,
            String method,
            String path,
            Map<String, String> headers,
            Map<String, String> query) {}

    private final Head head;
    private final RawBody rawBody;
    private final byte[] body;
    private final Caller caller;
    private final Map<String, String> variables;

    private Request(Head head, RawBody rawBody, byte[] body, Caller caller, Map<String, String> variables) {
        this.head = head;
        this.rawBody = rawBody;
        this.body = body;
        this.caller = caller;
        this.variables = variables;
    }

    /** @throws Problem 400 if it is no payload 2.0 event */
    static Request of(APIGatewayV2HTTPEvent event) {
        var context = event.getRequestContext();
        var http = context == null ? null : context.getHttp();
        if (http == null || http.getMethod() == null || event.getRawPath() == null) {
            throw Problem.unreadable("version", "must be a payload 2.0 event");
        }
        Map<String, String> headers = new HashMap<>();
        orEmpty(event.getHeaders()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        Head head = new Head(
                context.getRequestId() == null ? "" : context.getRequestId(),
                Instant.ofEpochMilli(context.getTimeEpoch()),
                http.getMethod(),
                event.getRawPath(),
                headers,
                orEmpty(event.getQueryStringParameters()));
        return new Request(head, RawBody.of(event), new byte[0], Caller.Anyone.ANYONE, Map.of());
    }

    /** This request as a handler gets it. @throws Problem 413 if the body is too large, 400 if it cannot be decoded */
    Request prepareForHandler(Caller known, Map<String, String> pathVariables, int bodyLimit) {
        return new Request(head, rawBody, rawBody.decode(bodyLimit), known, pathVariables);
    }

    /** The viewer that the route's guard let through. */
    public Viewer viewer() {
        return new Viewer(session().person());
    }

    /** What the token of that viewer says. */
    public ViewerTokens.Session session() {
        return requireCaller(ViewerTokens.Session.class);
    }

    /** The operator that the route's guard let through. */
    public Operator operator() {
        return requireCaller(Operator.class);
    }

    private <C extends Caller> C requireCaller(Class<C> kind) {
        if (!kind.isInstance(caller)) {
            throw new IllegalStateException("the route is not guarded for a " + kind.getSimpleName());
        }
        return kind.cast(caller);
    }

    Instant receivedAt() {
        return head.at();
    }

    String method() {
        return head.method();
    }

    String path() {
        return head.path();
    }

    String id() {
        return head.id();
    }

    Map<String, String> query() {
        return head.query();
    }

    /** As it came, for callers that send no JSON; {@link Bodies} reads the others. Empty if there is none. */
    public byte[] body() {
        return body;
    }

    public @Nullable String header(String lowerCaseName) {
        return head.headers().get(lowerCaseName);
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
        return head.query().get(name);
    }

    /** @throws Problem 400 if it is no integer, 422 if it is out of bounds */
    public int readIntQuery(String name, int otherwise, int least, int most) {
        String text = head.query().get(name);
        if (text == null) {
            return otherwise;
        }
        if (!INTEGER.matcher(text).matches()) {
            throw Problem.unreadable(name, "must be an integer");
        }
        boolean isBeyond = LONG_INTEGER.matcher(text).matches();
        int value = isBeyond ? 0 : Integer.parseInt(text);
        if (isBeyond || value < least || value > most) {
            throw Problem.invalid(List.of(new Problem.FieldError(name, "must be between " + least + " and " + most)));
        }
        return value;
    }

    /** False if it is absent. @throws Problem 400 if it is neither {@code true} nor {@code false} */
    public boolean readFlagQuery(String name) {
        return switch (head.query().get(name)) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.unreadable(name, "must be true or false");
        };
    }

    /** The constant of an enum that a word stands for. @throws Problem 400 naming the right words if it is none of them */
    public <E extends Enum<E>> E readEnumQuery(String name, E otherwise) {
        String text = head.query().get(name);
        if (text == null) {
            return otherwise;
        }
        Class<E> type = otherwise.getDeclaringClass();
        return Words.find(type, text)
                .orElseThrow(() -> Problem.unreadable(name, "must be one of " + Words.joinAll(type)));
    }

    /** What follows {@code Bearer} in the authorization header. @throws Problem 401 if there is none */
    String requireBearer() {
        String header = head.headers().get("authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Problem.unauthorized("An authorization header with a Bearer credential is needed.");
        }
        return header.substring(7).strip();
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
