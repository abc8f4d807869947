package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;

/** Handles the calls under {@code /sandbox} that control a mirror. They are those of the WeChat sandbox, so {@link SandboxControl} makes them. */
final class DrandControl implements HttpHandler {
    private static final String HELP =
            """
            A mirror of a drand chain for tests.

            GET    /chains                               the hash of the chain
            GET    /{chainHash}/info                     the chain
            GET    %s          a round in form v1
            GET    %s  a round in form v2

            Calls that steer it, in JSON:
            POST   /sandbox/faults  {"endpoint", "kind": %s, "body"?, "status"?, "millis"?, "skip"?: 0, "times"?: 1}: times 0 until cleared
            DELETE /sandbox/faults  no faults any more
            GET    /sandbox/calls   calls per endpoint
            POST   /sandbox/clock   {"advanceSeconds": 60}: puts the mirror's clock forward
            POST   /sandbox/reset   no faults, no calls, and the clock as it was
            """.formatted(DrandSandbox.V1, DrandSandbox.V2, String.join("|", Faults.OF_DRAND));

    private final DrandState state;
    private final String prefix;

    /** @param prefix what comes before drand's own paths */
    DrandControl(DrandState state, String prefix) {
        this.state = state;
        this.prefix = prefix;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = Call.of(exchange).below(prefix);
            answer(call).sendTo(exchange);
        }
    }

    private Answer answer(Call call) {
        if (call.method().equals("GET") && call.path().equals("/sandbox")) {
            return Answer.text(200, prefix.isEmpty() ? HELP : HELP + "\nAll of this is below " + prefix + ".\n");
        }
        try {
            return Answer.json(apply(call.method() + " " + call.path(), Control.body(call)));
        } catch (BadControl no) {
            return no.answer();
        }
    }

    private JsonNode apply(String call, Fields body) {
        ObjectNode done = Json.MAPPER.createObjectNode();
        switch (call) {
            case "POST /sandbox/faults" -> state.plan(body);
            case "DELETE /sandbox/faults" -> {
                body.only();
                state.clearFaults();
            }
            case "GET /sandbox/calls" -> {
                body.only();
                return Json.object(state.calls());
            }
            case "POST /sandbox/clock" -> {
                int seconds = body.only("advanceSeconds").between(0, Integer.MAX_VALUE, "advanceSeconds");
                state.clock().advance(Duration.ofSeconds(seconds));
                done.put("now", state.clock().instant().getEpochSecond());
            }
            case "POST /sandbox/reset" -> {
                body.only();
                state.reset();
            }
            default -> throw BadControl.notFound("control call " + call);
        }
        return done;
    }
}
