package io.kaibo.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.aws.BusyService;
import io.kaibo.aws.Metrics;
import io.kaibo.base.Retriable;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request on its way to an answer, and the one line that is written about it. */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final Metrics.Line line;
    private final Bodies bodies;
    private final @Nullable String corsOrigin;
    private final Clock clock;
    private final long began;
    private @Nullable Request request;

    /** What an operator asks to be changed; null if it is no such request, or the audit did not take it. */
    private @Nullable PendingChange change;

    /** The name of the operator who asks for a change; null if it is no such request. */
    private @Nullable String operator;

    /** What is written down of a path, but for an operator's change: what stands in a path may be a person's. */
    private String route = "none";

    /** What is written down of the path of an operator's change. */
    private String changedPath = "none";

    private boolean isForAnyOrigin;

    /** @param body in base64 if {@code isBase64}; null if there is none */
    private record Content(String type, @Nullable String body, boolean isBase64) {

        static final Content NONE = new Content("", null, false);

        static Content ofText(String type, String text) {
            return new Content(type, text, false);
        }
    }

    Exchange(Metrics.Line line, Bodies bodies, @Nullable String corsOrigin, Clock clock) {
        this.line = line;
        this.bodies = bodies;
        this.corsOrigin = corsOrigin;
        this.clock = clock;
        this.began = clock.millis();
    }

    Request receive(Request incoming) {
        request = incoming;
        return incoming;
    }

    void setRoute(Route found) {
        route = found.path();
        isForAnyOrigin = found.isForAnyOrigin();
    }

    /** An operator asks for a change. @throws Problem 503 if that cannot be written down: the change is then not made */
    void audit(Operator asking, Route asked, Map<String, String> variables, AuditTrail trail) {
        operator = asking.name();
        changedPath = PendingChange.describePath(asked, Objects.requireNonNull(request), variables);
        change = PendingChange.ask(trail, asking, asked, Objects.requireNonNull(request), variables);
    }

    boolean allowsCrossOrigin() {
        return corsOrigin != null && request != null && corsOrigin.equals(request.header("origin"));
    }

    APIGatewayV2HTTPResponse reply(Reply reply) {
        Content content = switch (reply.body()) {
            case null -> Content.NONE;
            case Reply.Text(String text) -> Content.ofText("text/plain; charset=utf-8", text);
            case Reply.Csv csv -> Content.ofText("text/csv; charset=utf-8", csv.text());
            case Reply.Bytes(byte[] bytes) ->
                new Content("application/octet-stream", Base64.getEncoder().encodeToString(bytes), true);
            case Object body -> Content.ofText("application/json", bodies.write(body));
        };
        Map<String, String> more = reply.body() instanceof Reply.Csv csv
                ? Map.of("content-disposition", "attachment; filename=\"" + csv.fileName() + "\"")
                : Map.of();
        return respond(reply.status(), content, reply.cacheControl(), more);
    }

    APIGatewayV2HTTPResponse replyProblem(Problem problem) {
        return respond(
                problem.status(),
                Content.ofText("application/problem+json", bodies.write(problem, requestId())),
                "no-store",
                problem.headers());
    }

    /** A 503 of what may work later, in this one place for all functions; a 500 of anything else. */
    APIGatewayV2HTTPResponse replyFailure(RuntimeException error) {
        Optional<Retriable> mayWork =
                error instanceof Retriable retriable ? Optional.of(retriable) : BusyService.find(error);
        Optional<Duration> after = mayWork.flatMap(Retriable::retryAfter);
        if (after.isPresent()) {
            Retriable later = mayWork.get();
            LOG.warnf("%s of request %s may work later: %s", route, requestId(), error.getMessage());
            String reason = operator == null ? later.reason() : later.detailedReason();
            return replyProblem(Problem.unavailable(reason, after.get()));
        }
        LOG.errorf(error, "%s of request %s failed", route, requestId());
        return replyProblem(Problem.internal());
    }

    APIGatewayV2HTTPResponse replyPreflight(String allowed) {
        return respond(
                204,
                Content.NONE,
                "no-store",
                Map.of(
                        "access-control-allow-methods", allowed,
                        "access-control-allow-headers", "authorization, content-type",
                        "access-control-max-age", "600"));
    }

    private APIGatewayV2HTTPResponse respond(
            int status, Content content, String cacheControl, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        if (!content.type().isEmpty()) {
            headers.put("content-type", content.type());
        }
        headers.put("cache-control", cacheControl);
        headers.put("x-content-type-options", "nosniff");
        addCrossOrigin(headers);
        boolean auditIsWhole = change == null || change.end(status);
        line.with("route", (request == null ? "?" : request.method()) + " " + route)
                .with("requestId", requestId())
                .with("status", Integer.toString(status))
                .count(HttpMetric.REQUESTS, 1)
                .count(HttpMetric.CLIENT_ERRORS, status >= 400 && status < 500 ? 1 : 0)
                .count(HttpMetric.SERVER_ERRORS, status >= 500 ? 1 : 0)
                .count(HttpMetric.AUDIT_UNFINISHED, auditIsWhole ? 0 : 1)
                .millis(HttpMetric.LATENCY, clock.millis() - began)
                .print();
        logChange(status);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(content.body())
                .withIsBase64Encoded(content.isBase64())
                .build();
    }

    /** Without {@code vary} where any origin may read: caches keep one answer for all. */
    private void addCrossOrigin(Map<String, String> headers) {
        if (isForAnyOrigin) {
            headers.put("access-control-allow-origin", "*");
            return;
        }
        if (corsOrigin != null && allowsCrossOrigin()) {
            headers.put("access-control-allow-origin", corsOrigin);
        }
        if (corsOrigin != null) {
            headers.put("vary", "origin");
        }
    }

    /** Names who changed what, or tried to; reads are no change. */
    private void logChange(int status) {
        if (operator != null && request != null) {
            LOG.infof(
                    "operator %s: %s %s of request %s was answered %d",
                    operator, request.method(), changedPath, requestId(), status);
        }
    }

    private String requestId() {
        return request == null ? "" : request.id();
    }
}
