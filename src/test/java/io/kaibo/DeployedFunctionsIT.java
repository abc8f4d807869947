package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.local.Invocation;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.Template;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.DeployedFunctions;
import io.kaibo.testing.FunctionProcess;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each function of functions.yaml as it is packaged, in a process of its own, with a good event, a bad one and one that
 * makes it throw. A function that is new here fails until it has all three.
 */
class DeployedFunctionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Far less than the time-out of any function, which is what ends one that cannot say that it threw. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static LocalPorts ports;
    private static DeployedFunctions functions;
    private static Http http;
    private static SandboxControl weChat;

    @BeforeAll
    static void start() {
        new LocalServers().start();
        ports = LocalPorts.free();
        functions = new DeployedFunctions(ports);
        http = new Http(functions, JSON);
        weChat = new SandboxControl(ports.sandbox());
    }

    @AfterAll
    static void stop() {
        functions.close();
    }

    @BeforeEach
    void aRoomOnAir() {
        weChat.reset(false);
        weChat.createRoom(Map.of("roomid", 7, "name", "第一场", "live_status", 101));
    }

    static List<String> everyFunction() {
        return Template.read(Path.of("").toAbsolutePath(), LocalPorts.free().parameters()).functions().stream()
                .map(Template.Function::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everyFunction")
    void doesItsWork(String function) throws IOException {
        switch (function) {
            case "session-api" -> {
                String code = weChat.loginCode().code();
                Http.Answer answer = http.post("/session")
                        .json("{\"code\":\"" + code + "\"}")
                        .to(function);
                assertThat(answer.status()).isEqualTo(201);
            }
            case "room-api" -> {
                answered("room-sync", "{\"pass\":\"whole\"}");
                Http.Answer answer = http.get("/rooms/wx-7").to(function);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().at("/room/name").asText()).isEqualTo("第一场");
            }
            case "room-admin" -> {
                Http.Answer answer = http.post("/admin/rooms/sync").asOperator().to(function);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().path("finished").asBoolean()).isTrue();
            }
            case "room-sync" ->
                assertThat(answered(function, "{\"pass\":\"whole\"}")
                                .path("finished")
                                .asBoolean())
                        .isTrue();
            default -> fail("no good event for " + function);
        }
    }

    @ParameterizedTest
    @MethodSource("everyFunction")
    void saysWhatIsWrongWithABadEvent(String function) {
        switch (function) {
            case "session-api" -> {
                Http.Answer answer = http.post("/session")
                        .json("{\"code\":\"c\",\"openid\":\"o\"}")
                        .to(function);
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.field()).isEqualTo("openid");
            }
            case "room-api" -> {
                Http.Answer answer = http.get("/rooms?limit=many").to(function);
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.field()).isEqualTo("limit");
            }
            case "room-admin" ->
                assertThat(http.post("/admin/rooms/sync")
                                .bearer("guessed")
                                .to(function)
                                .status())
                        .isEqualTo(401);
            case "room-sync" -> failed(function, "{\"pass\":[]}", "Could not deserialize");
            default -> fail("no bad event for " + function);
        }
    }

    @ParameterizedTest
    @MethodSource("everyFunction")
    void thatThrowsSaysSoAtOnceAndGoesOn(String function) throws IOException {
        switch (function) {
            case "session-api", "room-api", "room-admin" -> failed(function, "[]", "Could not deserialize");
            case "room-sync" -> {
                weChat.fault("/wxa/business/getliveinfo", new Fault.Refuse(-1), 0, 0);
                failed(function, "{\"pass\":\"whole\"}", "WeChatException");
            }
            default -> fail("no event that makes it throw for " + function);
        }
        weChat.clearFaults();
        doesItsWork(function);
    }

    @Test
    void doesNotStartWithoutASecretThatItDeclares() {
        try (FunctionProcess process = functions.start("session-api", Map.of("KAIBO_SECRETS_PATH", "/kaibo/nowhere"))) {
            assertThatThrownBy(process::started).isInstanceOf(RuntimeException.class);
            await().untilAsserted(() -> assertThat(process.log())
                    .anyMatch(line -> line.contains("no such SSM parameter: /kaibo/nowhere/")));
        }
    }

    @Test
    void writesItsLogAsJsonLines() {
        assumeTrue(functions.zip().isNative(), "the JVM and its runtime client write lines of their own");
        try (FunctionProcess process = functions.start("room-api", Map.of())) {
            process.call("{}".getBytes(StandardCharsets.UTF_8));
            process.call("[]".getBytes(StandardCharsets.UTF_8));
            await().untilAsserted(() -> assertThat(process.log())
                    .anyMatch(line -> line.contains("\"_aws\":{"))
                    .anyMatch(line -> line.contains("\"level\":\"ERROR\"")));
            assertThat(process.log())
                    .allSatisfy(line -> assertThat(JSON.readTree(line)).isInstanceOf(ObjectNode.class));
        }
    }

    private static JsonNode answered(String function, String event) throws IOException {
        return switch (functions.call(function, event.getBytes(StandardCharsets.UTF_8))) {
            case Invocation.Answered(byte[] body) -> JSON.readTree(body);
            case Invocation.Failed(Throwable cause) -> fail(function, cause);
        };
    }

    private static void failed(String function, String event, String because) {
        switch (functions.call(function, event.getBytes(StandardCharsets.UTF_8), AT_ONCE)) {
            case Invocation.Answered(byte[] body) ->
                fail("%s answered %s", function, new String(body, StandardCharsets.UTF_8));
            case Invocation.Failed(Throwable cause) -> assertThat(cause).hasMessageContaining(because);
        }
    }
}
