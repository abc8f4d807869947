package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.local.LocalLambda;
import io.kaibo.local.LocalSecrets;
import io.kaibo.sandbox.Fault;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is logged of an invocation: one line of metrics, and nothing personal. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class LogsTest {

    @Inject
    Http http;

    @Inject
    LocalLambda lambda;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void neitherOpenidsNorTokensNorKeysNorCodesAreWrittenDownWhateverHappens() {
        var login = world.sandbox().loginCode();
        var failing = world.sandbox().loginCode();
        StringBuilder secrets = new StringBuilder();
        List<String> lines = Output.of(() -> {
            world.sandbox().createRoom(Map.of("live_status", 101, "creater_openid", "oTheOneWhoCreatedTheRoom0000"));
            secrets.append(http.post("/session")
                    .json("{\"code\":\"" + login.code() + "\"}")
                    .to("session-api")
                    .body()
                    .path("token")
                    .asText());
            world.sandbox().fault("/sns/jscode2session", new Fault.Refuse(40125));
            http.post("/session").json("{\"code\":\"" + failing.code() + "\"}").to("session-api");
            world.sandbox().fault("/sns/jscode2session", new Fault.DropAfter());
            http.post("/session").json("{\"code\":\"" + failing.code() + "\"}").to("session-api");
            http.post("/admin/rooms/sync").asOperator().to("room-admin");
            http.post("/admin/rooms/sync").bearer("a-key-that-somebody-guessed").to("room-admin");
            http.get("/rooms?next=something-that-somebody-sent").to("room-api");
            world.sandbox().fault("/wxa/business/getliveinfo", new Fault.DropAfter(), 0, 2);
            http.post("/admin/rooms/sync").asOperator().to("room-admin");
            world.sandbox().fault("/wxa/business/getliveinfo", new Fault.Fail(500), 0, 2);
            assertThatThrownBy(
                    () -> lambda.invoke("room-sync", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        });
        assertThat(secrets).isNotEmpty();
        assertThat(lines).hasSizeGreaterThan(8);
        String all = String.join("\n", lines);
        assertThat(all)
                .doesNotContain(login.openid())
                .doesNotContain(login.code())
                .doesNotContain(failing.code())
                .doesNotContain(secrets)
                .doesNotContain("access_token")
                .doesNotContain("secret=")
                .doesNotContain(failing.openid())
                .doesNotContain(LocalSecrets.parameters().values())
                .doesNotContain("local-operator-key")
                .doesNotContain("a-key-that-somebody-guessed")
                .doesNotContain("something-that-somebody-sent")
                .doesNotContain("oTheOneWhoCreatedTheRoom0000");
    }

    @Test
    void aLineSaysWhichOperatorsKeyMadeAChangeAndNoneIsWrittenOfReads() {
        List<String> changes = operatorLines(() -> {
            http.call("PUT", "/admin/reminders/templates/t")
                    .asOperator()
                    .json("{\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}")
                    .to("reminder-admin");
            http.call("DELETE", "/admin/reminders/templates/t").asOperator().to("reminder-admin");
            http.call("PUT", "/admin/reminders/halts/wx-404")
                    .asOperator()
                    .json("{\"reason\":\"a reason of the operator's own\"}")
                    .to("reminder-admin");
            http.call("DELETE", "/admin/reminders/halts/wx-404").asOperator().to("reminder-admin");
            http.post("/admin/rooms/sync").asOperator().to("room-admin");
            http.call("PUT", "/admin/rooms/wx-404/announcing")
                    .asOperator()
                    .json("{}")
                    .to("room-admin");
        });
        assertThat(changes)
                .extracting(line -> line.replaceAll(" of request \\S+", ""))
                .containsExactly(
                        "operator local-operator: PUT /admin/reminders/templates/t was answered 200",
                        "operator local-operator: DELETE /admin/reminders/templates/t was answered 204",
                        "operator local-operator: PUT /admin/reminders/halts/wx-404 was answered 404",
                        "operator local-operator: DELETE /admin/reminders/halts/wx-404 was answered 204",
                        "operator local-operator: POST /admin/rooms/sync was answered 200",
                        "operator local-operator: PUT /admin/rooms/wx-404/announcing was answered 422");
        assertThat(operatorLines(() -> {
                    http.get("/admin/rooms").asOperator().to("room-admin");
                    http.get("/admin/reminders/halts").asOperator().to("reminder-admin");
                    http.post("/admin/rooms/sync").bearer("guessed").to("room-admin");
                    http.get("/rooms").to("room-api");
                }))
                .isEmpty();
    }

    private static List<String> operatorLines(Runnable something) {
        List<String> lines = Output.of(something);
        assertThat(String.join("\n", lines))
                .doesNotContain(LocalSecrets.OPERATOR_KEY)
                .doesNotContain(LocalSecrets.parameters().values())
                .doesNotContain("a reason of the operator's own");
        return lines.stream()
                .filter(line -> line.contains("operator local-"))
                .map(line -> line.substring(line.indexOf("operator local-")))
                .toList();
    }

    @Test
    void everyInvocationWritesOneLineOfMetricsWithAwsAtItsRoot() {
        List<JsonNode> metrics = Output.of(() -> {
                    http.get("/rooms").to("room-api");
                    http.get("/rooms/wx-1").to("room-api");
                    http.post("/admin/rooms/sync").asOperator().to("room-admin");
                })
                .stream()
                .filter(line -> line.contains("\"_aws\""))
                .map(world::tree)
                .toList();
        assertThat(metrics).hasSize(4).allSatisfy(line -> {
            JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
            assertThat(line.at("/_aws/Timestamp").asLong()).isPositive();
            assertThat(directive.path("Namespace").asText()).isEqualTo("Kaibo");
            assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"stage\"],[\"stage\",\"function\"]]");
            assertThat(line.path("stage").asText()).isEqualTo("local");
            directive
                    .path("Metrics")
                    .forEach(metric -> assertThat(
                                    line.path(metric.path("Name").asText()).isNumber())
                            .isTrue());
        });
        assertThat(metrics)
                .extracting(line -> line.path("function").asText() + " "
                        + line.path("status").asText())
                .containsExactly("room-api 200", "room-api 404", "room-admin ", "room-admin 200");
        assertThat(metrics.get(1).path("HttpClientErrors").asInt()).isEqualTo(1);
        assertThat(metrics.get(1).path("route").asText()).isEqualTo("GET /rooms/{roomId}");
        assertThat(metrics.get(2).path("RoomSyncLiveInfoCalls").asInt()).isPositive();
    }
}
