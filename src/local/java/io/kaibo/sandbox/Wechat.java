package io.kaibo.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** WeChat's side of the sandbox: counts the call, applies a planned fault, and makes the effect happen. */
final class Wechat implements HttpHandler {
    private final Stage stage;

    Wechat(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // Closing an exchange that has not been answered closes its connection: that is the drop.
        try (exchange) {
            Call call = Call.of(exchange);
            Optional<Endpoint> endpoint = stage.with(world -> world.endpoint(call.path()));
            if (endpoint.isEmpty()) {
                Answer.text(404, "404 Not Found").sendTo(exchange);
                return;
            }
            Optional<Answer> answer = answer(endpoint.get(), call);
            if (answer.isPresent()) {
                answer.get().sendTo(exchange);
            }
        }
    }

    /** The answer; empty if the connection drops. */
    private Optional<Answer> answer(Endpoint endpoint, Call call) {
        @Nullable Fault fault = stage.with(world -> world.arrive(call)).orElse(null);
        try {
            return struck(fault, endpoint, call);
        } finally {
            stage.with(world -> {
                world.leave(call);
                return world;
            });
        }
    }

    private Optional<Answer> struck(@Nullable Fault fault, Endpoint endpoint, Call call) {
        return switch (fault) {
            case null -> Optional.of(effect(call));
            case Fault.Refuse(int errcode) -> Optional.of(endpoint.refuse(Errcode.bodyOf(errcode)));
            case Fault.Say(String body) -> Optional.of(Answer.text(200, body).as(endpoint.contentType()));
            case Fault.Fail(int status) -> Optional.of(Answer.text(status, "injected fault"));
            case Fault.Delay(Duration time) -> Faults.sleep(time) ? Optional.of(effect(call)) : Optional.empty();
            case Fault.DropBefore() -> Optional.empty();
            case Fault.DropAfter() -> {
                effect(call);
                yield Optional.empty();
            }
            case Fault.WrongRound(), Fault.WrongBytes(), Fault.Word(int _, String _) ->
                throw new IllegalStateException("not a fault of WeChat's");
        };
    }

    private Answer effect(Call call) {
        return stage.with(world -> world.answer(call));
    }
}
