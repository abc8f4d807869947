package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCallTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<String>> HOST = Map.of("Host", List.of("localhost:8080"));

    @Test
    void aGetBecomesTheEventOfAFunctionUrl() throws IOException {
        var call = new HttpCall(
                "GET",
                "/rooms/wx-1",
                "state=live&state=soon&q=%E5%BC%80%E6%92%AD&flag",
                "HTTP/1.1",
                "127.0.0.1",
                Map.of(
                        "Host", List.of("localhost:8080"),
                        "User-Agent", List.of("curl/8.5.0"),
                        "Accept", List.of("text/html", "application/json"),
                        "Cookie", List.of("a=1; b=2")),
                new byte[0]);

        assertThat(event(call)).isEqualTo(fixture("local-room.json"));
    }

    @Test
    void aPostBecomesTheEventOfAFunctionUrl() throws IOException {
        var call = new HttpCall(
                "POST",
                "/session",
                "",
                "HTTP/1.1",
                "127.0.0.1",
                Map.of(
                        "Host", List.of("localhost:8080"),
                        "Content-Type", List.of("application/json; charset=utf-8")),
                "{\"code\":\"一次性\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(event(call)).isEqualTo(fixture("local-session.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/xml, false",
        "application/json, false",
        "application/problem+json, false",
        "application/octet-stream, true",
        "application/x-www-form-urlencoded, true"
    })
    void aBodyThatIsNotTextByItsTypeIsBase64(String type, boolean base64) throws IOException {
        var call = new HttpCall(
                "POST",
                "/session",
                "",
                "HTTP/1.1",
                "127.0.0.1",
                Map.of("Content-Type", List.of(type)),
                "x".getBytes(StandardCharsets.UTF_8));

        JsonNode event = event(call);
        assertThat(event.get("isBase64Encoded").asBoolean()).isEqualTo(base64);
        assertThat(event.get("body").asText()).isEqualTo(base64 ? "eA==" : "x");
    }

    @Test
    void aBodyWithoutATypeIsBase64() throws IOException {
        var call = new HttpCall("POST", "/session", "", "HTTP/1.1", "127.0.0.1", HOST, new byte[] {(byte) 0xff});

        assertThat(event(call).get("body").asText()).isEqualTo("/w==");
    }

    @Test
    void aStrayPercentInTheQueryStandsForItself() throws IOException {
        var call = new HttpCall("GET", "/rooms", "q=100%", "HTTP/1.1", "127.0.0.1", HOST, new byte[0]);

        assertThat(event(call).at("/queryStringParameters/q").asText()).isEqualTo("100%");
    }

    private static JsonNode event(HttpCall call) throws IOException {
        return JSON.readTree(call.event("6fbcb2a4-0000-4000-8000-000000000001", Instant.parse("2020-03-12T19:03:58Z")));
    }

    private static JsonNode fixture(String name) throws IOException {
        try (InputStream in = HttpCallTest.class.getResourceAsStream("/events/http/" + name)) {
            return JSON.readTree(Objects.requireNonNull(in));
        }
    }
}
