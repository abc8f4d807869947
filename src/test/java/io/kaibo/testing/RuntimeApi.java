package io.kaibo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kaibo.local.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API for one process on 127.0.0.1: the process asks for its next event and posts its answer, or its
 * error, https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
 */
public final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Duration timeout;
    private final HttpServer server;
    private final CompletableFuture<Instant> ready = new CompletableFuture<>();
    private final BlockingQueue<byte[]> events = new SynchronousQueue<>();
    private final BlockingQueue<Invocation> outcomes = new SynchronousQueue<>();

    /** @param timeout the function's, from which the deadline of each invocation is worked out */
    public RuntimeApi(Duration timeout) {
        this.timeout = timeout;
        // Otherwise an answer's head and body are two packets, and the second waits for the first's delayed ACK: 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(VERSION, this::handle);
        server.start();
    }

    /** What AWS_LAMBDA_RUNTIME_API is. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** When the process first asked for an event; it fails if the process said that its init failed. */
    public CompletableFuture<Instant> ready() {
        return ready;
    }

    /**
     * Gives the process an event and waits for what comes of it.
     *
     * @return nothing if neither an answer nor an error came within the time
     */
    public @Nullable Invocation call(byte[] event, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        if (!events.offer(event, patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return null;
        }
        return outcomes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** What the process said of an error. */
    public static final class ReportedError extends RuntimeException {
        private static final long serialVersionUID = 1;

        private ReportedError(JsonNode error) {
            super(error.path("errorType").asText() + ": "
                    + error.path("errorMessage").asText());
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(VERSION.length());
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals("invocation/next")) {
                next(exchange);
                return;
            }
            if (path.equals("init/error")) {
                ready.completeExceptionally(new ReportedError(JSON.readTree(body)));
            } else if (path.endsWith("/response")) {
                outcomes.put(new Invocation.Answered(body));
            } else if (path.endsWith("/error")) {
                outcomes.put(new Invocation.Failed(new ReportedError(JSON.readTree(body))));
            }
            exchange.sendResponseHeaders(202, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(Instant.now());
        byte[] event = events.take();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(timeout).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:it");
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }
}
