package io.kaibo.push;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.http.Edge;
import io.kaibo.http.Problem;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Router;
import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /callbacks/wechat}: where WeChat's message push comes in. Whatever is not answered 200 WeChat sends again. */
@Singleton
public class WechatCallback {

    private static final String NAME = "wechat-callback";
    private static final String PATH = "/callbacks/wechat";

    private final MessagePush push;
    private final List<PushListener> listeners;
    private final Router router;

    WechatCallback(MessagePush push, @All List<PushListener> listeners, Edge edge) {
        this.push = push;
        this.listeners = listeners;
        this.router = edge.createRouter(NAME)
                // WeChat proves itself by its signature
                .open()
                .get(PATH, this::answerCheck, Router.ANY)
                .post(PATH, this::receive, Router.ANY);
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    /** What WeChat asks when the address is set in the mini-program's console. */
    private Reply answerCheck(Request request) {
        String echo = request.query("echostr");
        if (echo == null || !push.acceptsCheck(readQuery(request))) {
            throw refused();
        }
        return Reply.text(echo);
    }

    private Reply receive(Request request) {
        return switch (push.receive(readQuery(request), request.body())) {
            case PushOutcome.EventReceived(var event) -> {
                handToListeners(event);
                yield Reply.text("success");
            }
            case PushOutcome.PushRefused refused -> throw refused();
            case PushOutcome.EventMalformed malformed ->
                throw Problem.unreadable("body", "must be an event of WeChat's");
        };
    }

    /** Hands an event to all listeners, also if one fails: WeChat tells it again. @throws RuntimeException the first failure */
    private void handToListeners(PushedEvent event) {
        @Nullable RuntimeException failure = null;
        for (PushListener listener : listeners) {
            try {
                listener.handle(event);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static PushQuery readQuery(Request request) {
        return new PushQuery(
                request.query("signature"),
                request.query("timestamp"),
                request.query("nonce"),
                request.query("msg_signature"));
    }

    private static Problem refused() {
        return Problem.forbidden("Only WeChat may push here.");
    }
}
