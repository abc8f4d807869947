package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    private static final Template TEMPLATE = new Template(
            List.of(new Template.Function(
                    "RoomApi",
                    "room-api",
                    Optional.of("/rooms"),
                    Map.of(),
                    Duration.ofSeconds(3),
                    List.of(),
                    List.of(),
                    List.of())),
            List.of(),
            List.of(),
            List.of());

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private Invocation next = new Invocation.Answered("{\"statusCode\":200,\"body\":\"hello\"}".getBytes());

    @BeforeEach
    void start() throws IOException {
        var log = new InvocationLog(new PrintStream(printed, true, StandardCharsets.UTF_8), CLOCK);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", new Front(TEMPLATE, (function, event) -> next, log, CLOCK));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    void theOwnersAnswerIsTheResponse() throws Exception {
        HttpResponse<String> response = get("/rooms");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void anInvocationIsOneLineWithoutItsQuery() throws Exception {
        get("/rooms/wx-1?token=secret");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05.678Z\",\"function\":\"room-api\","
                        + "\"trigger\":\"GET /rooms/wx-1\",\"outcome\":\"ok\",\"status\":200,\"ms\":0}\n");
    }

    @Test
    void whatNobodyOwnsIsNotFound() throws Exception {
        HttpResponse<String> response = get("/roomsmore");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void aThrownErrorIsABadGatewayThatSaysNothing() throws Exception {
        next = new Invocation.Failed(new IllegalStateException("secret"));

        HttpResponse<String> response = get("/rooms");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\"outcome\":\"error\"")
                .doesNotContain("secret");
    }

    @Test
    void aBodyLargerThanLambdaTakesIsRefused() throws Exception {
        var request = HttpRequest.newBuilder(
                        LocalPorts.uri(server.getAddress().getPort()).resolve("/rooms"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofByteArray(new byte[6 * 1024 * 1024 + 1]))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(
                        LocalPorts.uri(server.getAddress().getPort()).resolve(path))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
