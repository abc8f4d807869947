package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Makes control calls, in JSON. */
public final class ControlClient {
    private final URI sandbox;
    // Without HTTP/2, which the JDK's server does not speak and which the client would propose on each connection.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public ControlClient(URI sandbox) {
        this.sandbox = sandbox;
    }

    /** @throws IllegalArgumentException if the sandbox refuses the call, with its reason */
    public JsonNode call(String method, String path, Object fields) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox + path))
                .method(
                        method,
                        BodyPublishers.ofString(Json.MAPPER.valueToTree(fields).toString()))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            JsonNode answer = Json.MAPPER.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new IllegalArgumentException(answer.path("message").asText());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling the sandbox", e);
        }
    }
}
