package io.kaibo.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/**
 * The Runtime API for funqy's own poll loop, which never has an event for it: here functions are called by name. Without
 * one the loop would end the application, and Quarkus' own mock event server listens on every interface.
 */
final class IdleRuntimeApi implements HttpHandler {
    /** Where the poll loop asks for its next event, on the parameter store's port. */
    static final String PATH = "/2018-06-01/runtime/";

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().endsWith("/invocation/next")) {
            try (exchange) {
                exchange.sendResponseHeaders(202, -1);
            }
        }
        // there is never a next event: the exchange stays open until the loop ends
    }
}
