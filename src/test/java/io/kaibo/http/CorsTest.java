package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pages of other origins may call only if the configuration names theirs; by default it names none. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CorsTest {

    @Inject
    Edges edges;

    @Inject
    Instance<AuditTrail> auditTrail;

    @Test
    void byDefaultNoPageOfAnotherOriginMayCall() {
        APIGatewayV2HTTPResponse answer = ask(Optional.empty(), "GET", "https://console.example");
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getHeaders()).doesNotContainKeys("access-control-allow-origin", "vary");
        assertThat(ask(Optional.empty(), "OPTIONS", "https://console.example").getStatusCode())
                .isEqualTo(405);
    }

    @Test
    void theOneOriginThatIsNamedMayCall() {
        Optional<String> named = Optional.of("https://console.example");
        assertThat(ask(named, "GET", "https://console.example").getHeaders())
                .containsEntry("access-control-allow-origin", "https://console.example")
                .containsEntry("vary", "origin");
        APIGatewayV2HTTPResponse preflight = ask(named, "OPTIONS", "https://console.example");
        assertThat(preflight.getStatusCode()).isEqualTo(204);
        assertThat(preflight.getHeaders()).containsEntry("access-control-allow-methods", "GET, POST");
    }

    @Test
    void noOtherOriginMayCall() {
        Optional<String> named = Optional.of("https://console.example");
        assertThat(ask(named, "GET", "https://evil.example").getHeaders())
                .doesNotContainKey("access-control-allow-origin")
                .containsEntry("vary", "origin");
        assertThat(ask(named, "OPTIONS", "https://evil.example").getStatusCode())
                .isEqualTo(405);
    }

    /** Also where one origin is named: a cache keeps one answer for all. */
    @Test
    void aRouteForAnyOriginIsReadByAllAndNoOtherIs() {
        for (Optional<String> named : List.of(Optional.<String>empty(), Optional.of("https://console.example"))) {
            for (String from : List.of("https://console.example", "https://evil.example", "null")) {
                APIGatewayV2HTTPResponse answer = ask(named, "GET", from, "/proofs");
                assertThat(answer.getStatusCode()).isEqualTo(200);
                assertThat(answer.getHeaders())
                        .containsEntry("access-control-allow-origin", "*")
                        .doesNotContainKey("vary");
                assertThat(ask(named, "GET", from, "/proofs/none").getHeaders())
                        .containsEntry("access-control-allow-origin", "*")
                        .containsEntry("cache-control", "no-store");
            }
            assertThat(ask(named, "GET", "https://evil.example").getHeaders())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    private APIGatewayV2HTTPResponse ask(Optional<String> origin, String method, String from) {
        return ask(origin, method, from, "/rooms");
    }

    private APIGatewayV2HTTPResponse ask(Optional<String> origin, String method, String from, String path) {
        HttpConfig config = new HttpConfig() {
            @Override
            public Optional<String> corsOrigin() {
                return origin;
            }

            @Override
            public Duration tokenLife() {
                return Duration.ofHours(2);
            }
        };
        return edges.router(config, auditTrail)
                .open()
                .get("/rooms", request -> Reply.ok(Map.of()))
                .post("/rooms", request -> Reply.ok(Map.of()))
                .get("/proofs", request -> Reply.ok(Map.of()))
                .forAnyOrigin()
                .get("/proofs/none", request -> {
                    throw Problem.notFound("There is none.");
                })
                .forAnyOrigin()
                .answer(HttpEvents.of(method, path, Map.of("origin", from), null));
    }
}
