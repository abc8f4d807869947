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
import io.kaibo.local.SqsEvent;
import io.kaibo.local.Template;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.SandboxControl;
import io.kaibo.testing.DeployedFunctions;
import io.kaibo.testing.FunctionProcess;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Pushing;
import io.kaibo.testing.RecordingProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Each function of functions.yaml as it is packaged, in a process of its own, with a good event, a bad one and one that
 * makes it throw. A function that is new here fails until it has all three.
 */
class DeployedFunctionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Far less than the time-out of any function, which is what ends one that cannot say that it threw. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final String SENT = """
            <xml><FromUserName>oSomebody</FromUserName><CreateTime>1620963428</CreateTime>
            <Event>subscribe_msg_sent_event</Event><SubscribeMsgSentEvent><List><TemplateId>t</TemplateId>
            <MsgID>1</MsgID><ErrorCode>0</ErrorCode></List></SubscribeMsgSentEvent></xml>""";

    private static LocalPorts ports;
    private static DeployedFunctions functions;
    private static Http http;
    private static SandboxControl weChat;
    private static String token;
    private static long room = 100;

    /** Its cut after nineteen code points would fall into the emoji, which is one character of seven. */
    private static final String LONG_NAME = "一二三四五六七八九十一二三四五👨‍👩‍👧‍👦福利";

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
            case "reminder-api" -> {
                asked();
                Http.Answer answer = viewer("GET", "/reminders/wx-" + room).to(function);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().at("/reminders/0/state").asText()).isEqualTo("waiting");
            }
            case "reminder-admin" -> {
                putTemplate();
                Http.Answer answer =
                        http.get("/admin/reminders/templates").asOperator().to(function);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().at("/templates/0/fields/thing1/room").asText())
                        .isEqualTo("name");
            }
            case "reminder-dispatch" ->
                assertThat(answered(
                                        function,
                                        records(
                                                "{\"roomId\":\"wx-8\",\"kind\":\"on-air\",\"notAfter\":\"%s\",\"decidedAt\":\"%1$s\"}"
                                                        .formatted(Instant.now().plusSeconds(600))))
                                .path("batchItemFailures"))
                        .isEmpty();
            case "reminder-send" -> {
                asked();
                weChat.moveRoom(room, 101);
                answered("room-sync", "{\"pass\":\"whole\"}");
                assertThat(answered(function, records(pages())).path("batchItemFailures"))
                        .isEmpty();
                Http.Answer answer = viewer("GET", "/reminders/wx-" + room).to("reminder-api");
                assertThat(answer.body().at("/reminders/0/state").asText()).isEqualTo("sent");
                assertThat(weChat.messages().getLast().data())
                        .containsEntry("thing1", Map.of("value", "一二三四五六七八九十一二三四五…"));
            }
            case "wechat-callback" -> {
                Http.Answer answer = push(Pushing.local().safeXml(SENT, Instant.now()));
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().asText()).isEqualTo("success");
            }
            default -> fail("no good event for " + function);
        }
    }

    @ParameterizedTest
    @MethodSource("everyFunction")
    void saysWhatIsWrongWithABadEvent(String function) throws IOException {
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
            case "reminder-api" ->
                assertThat(viewer("PUT", "/reminders/wx-8?kind=LATER")
                                .json("{\"templateId\":\"t\"}")
                                .to(function)
                                .field())
                        .isEqualTo("kind");
            case "reminder-admin" -> {
                Http.Answer answer = http.call("PUT", "/admin/reminders/templates/t")
                        .asOperator()
                        .json("{\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"amount1\":{\"room\":\"name\"}}}")
                        .to(function);
                assertThat(answer.status()).isEqualTo(422);
                assertThat(answer.field()).isEqualTo("fields.amount1");
            }
            case "reminder-dispatch", "reminder-send" ->
                assertThat(answered(function, records("{\"roomId\":\"wx-8\"}"))
                                .at("/batchItemFailures/0/itemIdentifier"))
                        .isEqualTo(JSON.getNodeFactory().textNode("m-1"));
            case "wechat-callback" -> {
                String query = Pushing.local().plain("", Instant.now()).query();
                assertThat(push(new Pushing.Pushed(query, "<xml><Encrypt>")).status())
                        .isEqualTo(403);
                assertThat(push(Pushing.local().safe("<xml>&e;", Instant.now())).status())
                        .isEqualTo(400);
            }
            default -> fail("no bad event for " + function);
        }
    }

    @ParameterizedTest
    @MethodSource("everyFunction")
    void thatThrowsSaysSoAtOnceAndGoesOn(String function) throws IOException {
        switch (function) {
            case "session-api", "room-api", "room-admin", "reminder-api", "reminder-admin", "wechat-callback" ->
                failed(function, "[]", "Could not deserialize");
            // a record that fails is told by its id, and nothing is thrown
            case "reminder-dispatch", "reminder-send" ->
                assertThat(answered(function, records("no message")).at("/batchItemFailures/0/itemIdentifier"))
                        .isEqualTo(JSON.getNodeFactory().textNode("m-1"));
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
    void doesNotStartWithoutAStageOrWithAWeChatThatHearsTheSecretInTheClear() {
        assertNoStart(Map.of("KAIBO_STAGE", ""), "KAIBO_STAGE is not set");
        assertNoStart(
                Map.of("KAIBO_WECHAT_ENDPOINT", "http://wechat.test"),
                "KAIBO_WECHAT_ENDPOINT must be an https address");
    }

    private static void assertNoStart(Map<String, String> more, String because) {
        try (FunctionProcess process = functions.start("room-sync", more)) {
            assertThatThrownBy(process::started).isInstanceOf(RuntimeException.class);
            await().untilAsserted(() -> assertThat(process.log()).anyMatch(line -> line.contains(because)));
        }
    }

    @Test
    void startsAlthoughSsmThrottlesTheReadOfItsSecrets() throws IOException {
        try (RecordingProxy ssm = new RecordingProxy(LocalPorts.uri(ports.ssm()))) {
            ssm.throttle(6);
            Map<String, String> throttled =
                    Map.of("AWS_ENDPOINT_URL_SSM", ssm.address().toString());
            try (FunctionProcess process = functions.start("session-api", throttled)) {
                process.started();
                assertThat(ssm.operations()).hasSize(7).containsOnly("GetParameters");
            }
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

    /** A viewer has asked to be told of a room that no test before has seen on air. */
    private void asked() throws IOException {
        putTemplate();
        weChat.putTemplate("t", List.of("thing1"));
        weChat.createRoom(Map.of("roomid", ++room, "live_status", 102, "name", LONG_NAME));
        answered("room-sync", "{\"pass\":\"whole\"}");
        SandboxControl.LoginCode login = weChat.loginCode();
        weChat.accept(login.openid(), "t", 1);
        token = http.post("/session")
                .json("{\"code\":\"" + login.code() + "\"}")
                .to("session-api")
                .body()
                .path("token")
                .asText();
        assertThat(viewer("PUT", "/reminders/wx-" + room)
                        .json("{\"templateId\":\"t\"}")
                        .to("reminder-api")
                        .status())
                .isEqualTo(200);
    }

    private static void putTemplate() {
        assertThat(http.call("PUT", "/admin/reminders/templates/t")
                        .asOperator()
                        .json("{\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}")
                        .to("reminder-admin")
                        .status())
                .isEqualTo(200);
    }

    private static Http.Call viewer(String method, String path) {
        return http.call(method, path).bearer(token);
    }

    /** Pages that have only the viewer who asked, of every shard: they are in one of them. */
    private static String[] pages() {
        String person = viewer("GET", "/session")
                .to("session-api")
                .body()
                .path("person")
                .asText();
        return IntStream.range(0, 16)
                .mapToObj(shard -> """
                        {"roomId":"wx-%d","kind":"on-air","notAfter":"%s","shard":%d,"first":"%s","last":"%4$s"}
                        """.formatted(room, Instant.now().plusSeconds(600), shard, person))
                .toArray(String[]::new);
    }

    /** What Lambda gives a function for messages with these bodies; their ids are m-1 and so on. */
    private static String records(String... bodies) {
        List<Message> messages = new ArrayList<>();
        for (String body : bodies) {
            messages.add(Message.builder()
                    .messageId("m-" + (messages.size() + 1))
                    .body(body)
                    .build());
        }
        return new String(
                new SqsEvent(messages, "arn:aws:sqs:us-east-1:000000000000:any").json(), StandardCharsets.UTF_8);
    }

    private static Http.Answer push(Pushing.Pushed pushed) {
        return http.post("/callbacks/wechat?" + pushed.query())
                .body(pushed.body())
                .to("wechat-callback");
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
