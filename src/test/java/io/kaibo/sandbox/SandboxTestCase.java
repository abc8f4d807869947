package io.kaibo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox without rooms for each test, and the calls to it as a client of WeChat makes them. */
abstract class SandboxTestCase {
    static final Options OPTIONS = Options.defaults().withoutRooms();
    static final String PLAIN =
            "/cgi-bin/token?grant_type=client_credential&appid=" + OPTIONS.appid() + "&secret=" + OPTIONS.secret();
    static final String LIVE_INFO = "/wxa/business/getliveinfo";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    Sandbox sandbox;
    SandboxControl control;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(OPTIONS);
        control = new SandboxControl(sandbox.uri());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    JsonNode get(String path) throws Exception {
        return JSON.readTree(send("GET", path, "").body());
    }

    JsonNode post(String path, Object body) throws Exception {
        return JSON.readTree(send("POST", path, JSON.writeValueAsString(body)).body());
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        return send(method, path, body, Duration.ofMinutes(1));
    }

    HttpResponse<String> send(String method, String path, String body, Duration timeout) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(sandbox.uri().resolve(path))
                .timeout(timeout)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    String plainToken() throws Exception {
        return get(PLAIN).path("access_token").asText();
    }

    JsonNode stable(boolean forceRefresh) throws Exception {
        return post(
                "/cgi-bin/stable_token",
                Map.of(
                        "grant_type",
                        "client_credential",
                        "appid",
                        OPTIONS.appid(),
                        "secret",
                        OPTIONS.secret(),
                        "force_refresh",
                        forceRefresh));
    }

    String stableToken() throws Exception {
        return stable(false).path("access_token").asText();
    }

    JsonNode liveInfo(String token, Object body) throws Exception {
        return post(LIVE_INFO + "?access_token=" + token, body);
    }

    JsonNode rooms(int start, int limit) throws Exception {
        return liveInfo(stableToken(), Map.of("start", start, "limit", limit));
    }

    static List<Long> roomids(JsonNode answer) {
        return StreamSupport.stream(answer.path("room_info").spliterator(), false)
                .map(room -> room.path("roomid").asLong())
                .toList();
    }

    static int errcode(JsonNode answer) {
        return answer.path("errcode").asInt();
    }

    /** A business call with this token is let in, which for a sandbox without rooms means 9410000. */
    void assertAlive(String token) throws Exception {
        assertThat(errcodeWith(token)).isEqualTo(9410000);
    }

    int errcodeWith(String token) throws Exception {
        return errcode(liveInfo(token, Map.of("start", 0, "limit", 1)));
    }
}
