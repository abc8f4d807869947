package io.kaibo.session;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.http.Bodies;
import io.kaibo.http.Edge;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Router;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@code /session}: a login code for a token, and what the token says. */
@Singleton
public class SessionApi {

    private static final String NAME = "session-api";

    private final LogIn logIn;
    private final Bodies bodies;
    private final Router router;

    SessionApi(LogIn logIn, Bodies bodies, Edge edge) {
        this.logIn = logIn;
        this.bodies = bodies;
        this.router = edge.createRouter(NAME)
                .open()
                .post("/session", this::logIn)
                .forViewers()
                .get("/session", request -> Reply.ok(request.session()));
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    private Reply logIn(Request request) {
        return Reply.created(logIn.logIn(bodies.read(request, LoginCode.class)));
    }
}
