package io.kaibo.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The text that a developer needs at the start: the addresses, a token and a key, and three requests to try. */
final class Banner {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalAws aws;
    private final LocalPorts ports;

    Banner(LocalAws aws) {
        this.aws = aws;
        this.ports = aws.ports();
    }

    /** Logs a viewer in, at the sandbox and then through the front, and returns the text. */
    String text() {
        String front = "http://localhost:" + ports.front();
        String token = token();
        return """

                Kaibo on %s   WeChat sandbox %s   %s
                viewer token   %s
                operator key   %s
                  curl %s/rooms
                  curl -X POST %s/admin/rooms/sync -H 'Authorization: Bearer %s'
                  curl %s/rooms/%s
                """.formatted(
                        front,
                        ports.sandbox(),
                        aws.elsewhere()
                                .map(endpoint -> "AWS " + endpoint)
                                .orElse("DynamoDB " + LocalPorts.uri(ports.dynamodb()) + "   SQS "
                                        + LocalPorts.uri(ports.sqs())),
                        token,
                        LocalSecrets.OPERATOR_KEY,
                        front,
                        front,
                        LocalSecrets.OPERATOR_KEY,
                        front,
                        room());
    }

    private String token() {
        try (HttpClient http = client()) {
            HttpResponse<String> login =
                    http.send(post(ports.sandbox().resolve("/sandbox/login-codes"), "{}"), BodyHandlers.ofString());
            String loginCode = JSON.createObjectNode()
                    .put("code", JSON.readTree(login.body()).path("code").asText())
                    .toString();
            HttpResponse<String> session = http.send(
                    post(LocalPorts.uri(ports.front()).resolve("/session"), loginCode), BodyHandlers.ofString());
            String token = JSON.readTree(session.body()).path("token").asText("");
            return token.isEmpty() ? "none: POST /session answered " + session.statusCode() : token;
        } catch (IOException e) {
            return "none: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "none: interrupted";
        }
    }

    /** The id of the first room of the list, so that the line can be pasted; a likely one if there is none yet. */
    private String room() {
        URI rooms = LocalPorts.uri(ports.front()).resolve("/rooms");
        try (HttpClient http = client()) {
            var request = HttpRequest.newBuilder(rooms)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                    .findPath("id")
                    .asText("wx-1");
        } catch (IOException e) {
            return "wx-1";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "wx-1";
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    }

    private static HttpRequest post(URI uri, String json) {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }
}
