package io.kaibo.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The one HTTP origin: a request becomes an event for the function that owns its path, and the answer its response. */
final class Front implements HttpHandler {
    /** Lambda takes and gives no more in one synchronous call. */
    private static final int MOST_BYTES = 6 * 1024 * 1024;

    private final Template template;
    private final Invoker lambda;
    private final InvocationLog log;
    private final Clock clock;

    Front(Template template, Invoker lambda, InvocationLog log, Clock clock) {
        this.template = template;
        this.lambda = lambda;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpAnswer answer = answer(exchange);
            answer.headers().forEach(exchange.getResponseHeaders()::put);
            boolean bodiless = exchange.getRequestMethod().equals("HEAD")
                    || answer.status() == 204
                    || answer.status() == 304
                    || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
            if (!bodiless) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private HttpAnswer answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        Optional<Template.Function> owner = template.owner(path);
        if (owner.isEmpty()) {
            return HttpAnswer.message(404, "Not Found");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        var call = new HttpCall(
                exchange.getRequestMethod(),
                path,
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                exchange.getProtocol(),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                Map.copyOf(exchange.getRequestHeaders()),
                body);
        byte[] event =
                body.length > MOST_BYTES ? body : call.event(UUID.randomUUID().toString(), clock.instant());
        if (event.length > MOST_BYTES) {
            return HttpAnswer.message(413, "Request Too Long");
        }
        return invoked(owner.get().name(), call.method() + " " + path, event);
    }

    private HttpAnswer invoked(String function, String trigger, byte[] event) {
        InvocationLog.Line line = log.line(function, trigger);
        switch (lambda.call(function, event)) {
            case Invocation.Answered(byte[] body) -> {
                try {
                    HttpAnswer answer = HttpAnswer.of(body);
                    if (body.length <= MOST_BYTES) {
                        line.status(answer.status());
                        return answer;
                    }
                    line.error("the answer is larger than 6 MB", null);
                } catch (IOException e) {
                    line.error("not an answer: " + e.getMessage(), null);
                }
            }
            case Invocation.Failed(Throwable cause) ->
                line.error(cause.getClass().getSimpleName(), cause);
        }
        return HttpAnswer.message(502, "Internal Server Error");
    }
}
