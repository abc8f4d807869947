package io.kaibo.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.dev.spi.HotReplacementContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Loads changed code on a request, and lets the newest code answer it: the request may have come in through the handler
 * of an application that has just been replaced. Unlike LambdaHotReplacementRecorder it looks on every request, not once
 * in two seconds, so a request after a save is answered by the saved code.
 */
final class LiveReload implements HttpHandler {
    private static final String NEWEST = "front";
    private static final byte[] STARTING = """
            {"type":"urn:kaibo:problem:unavailable","title":"Service Unavailable","status":503,"detail":"Kaibo is starting. Try again in a moment."}
            """.getBytes(StandardCharsets.UTF_8);

    LiveReload() {}

    /** Takes the front's port; until there is a handler, the answer to requests is that the stack is starting. */
    static void serve(LocalPorts ports) {
        KeptServer.serve(ports.front(), LocalPorts.FRONT, new LiveReload());
    }

    /** Records that the application has started: this handler answers from now on. */
    static void started(HttpHandler newest) {
        Kept.map().put(NEWEST, newest);
        Kept.started();
    }

    /** Records that the application stops: until the next one has started, the answer is that the stack is starting. */
    static void stopped() {
        Kept.map().remove(NEWEST);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (isStarting()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            answer(exchange, "application/problem+json", STARTING);
            return;
        }
        Throwable problem = reload();
        if (problem == null && Kept.map().get(NEWEST) instanceof HttpHandler newest) {
            newest.handle(exchange);
            return;
        }
        answer(exchange, "text/plain;charset=UTF-8", (explained(problem) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** True in the first start, which looks for no changed code; after a failed start, changed code is loaded. */
    private static boolean isStarting() {
        HotReplacementContext context = DevConsoleManager.getHotReplacementContext();
        return !Kept.hasStarted() && (context == null || context.getDeploymentProblem() == null);
    }

    private static void answer(HttpExchange exchange, String contentType, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String explained(@Nullable Throwable problem) {
        if (problem == null) {
            return "The application is not running: see the log";
        }
        Throwable root = problem;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        // The compiler's message is coloured for a terminal.
        return String.valueOf(root.getMessage()).replaceAll("\u001B\\[[0-9;]*m", "");
    }

    private static @Nullable Throwable reload() {
        HotReplacementContext context = DevConsoleManager.getHotReplacementContext();
        if (context == null) {
            return null;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            context.doScan(false);
            return context.getDeploymentProblem();
        } catch (Exception e) {
            return e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
