package io.kaibo.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Handles the calls under {@code /sandbox} that control the sandbox: finds the call, and answers a refusal with 4xx. */
public final class Control implements HttpHandler {
    private final Stage stage;
    private final List<ControlCall> all;

    Control(Stage stage) {
        this.stage = stage;
        this.all = Stream.of(RoomControl.calls(), MessageControl.calls(), PushControl.calls(), StateControl.calls())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(Call.of(exchange)).sendTo(exchange);
        }
    }

    private Answer answer(Call call) {
        if (call.method().equals("GET") && call.path().equals("/sandbox")) {
            return Answer.text(200, help());
        }
        try {
            for (ControlCall control : all) {
                OptionalLong roomid = control.match(call);
                if (roomid.isPresent()) {
                    Fields body = body(call);
                    return Answer.json(control.errand().apply(stage, roomid.getAsLong(), body));
                }
            }
            throw BadControl.notFound("control call " + call.method() + " " + call.path());
        } catch (BadControl no) {
            return no.answer();
        }
    }

    /** The body of a control call; an empty one is an empty object. */
    public static Fields body(Call call) {
        return new Fields(
                call.body().isEmpty()
                        ? Json.MAPPER.createObjectNode()
                        : call.object().orElseThrow(() -> BadControl.field("body", "must be a JSON object")),
                field -> BadControl.field(field, "is unknown, missing, of the wrong type or out of range"));
    }

    private String help() {
        String calls = all.stream().map(ControlCall::help).collect(Collectors.joining("\n"));
        String endpoints = stage.with(world -> String.join("\n", world.calls().keySet()));
        return """
                The WeChat sandbox: a stateful stand-in for WeChat's servers. GET %s/sandbox tells of its WeChat Pay, GET %s/sandbox of its drand.

                WeChat's endpoints:
                %s

                Calls that steer it, in JSON:
                %s
                """.formatted(Sandbox.PAY, Sandbox.DRAND, endpoints, calls);
    }
}
