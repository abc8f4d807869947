package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the front of dev mode answers from the first moment of a start. */
class LiveReloadTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Port.free(1).getFirst();

    @AfterEach
    void clean() {
        LiveReload.stopped();
        Kept.forgetTheStart();
        http.close();
    }

    @Test
    void theFrontSaysThatItStartsAndThenTheFunctionsAnswer() throws Exception {
        readTheConfigurationOfDevMode();

        HttpResponse<String> starting = get();
        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(starting.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(starting.headers().firstValue("retry-after")).contains("1");
        JsonNode problem = new ObjectMapper().readTree(starting.body());
        assertThat(problem.path("status").asInt()).isEqualTo(503);
        assertThat(problem.path("detail").asText()).isEqualTo("Kaibo is starting. Try again in a moment.");

        LiveReload.started(LiveReloadTest::noContent);
        assertThat(get().statusCode()).isEqualTo(204);

        LiveReload.stopped();
        assertThat(get().body()).startsWith("The application is not running");
    }

    @Test
    void whatCannotStartIsThrownInAReloadWhereItCanBeMended() {
        Kept.started();
        assertThatThrownBy(() -> StartException.orHalt(() -> {
                    throw new TemplateException("functions.yaml: …");
                }))
                .isInstanceOf(TemplateException.class);
    }

    private void readTheConfigurationOfDevMode() {
        new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("dev")
                .withDefaultValue(LocalPorts.FRONT, Integer.toString(port))
                .withSources(new LocalConfig())
                .build();
    }

    private static void noContent(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private HttpResponse<String> get() throws Exception {
        var request =
                HttpRequest.newBuilder(LocalPorts.uri(port).resolve("/rooms")).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
