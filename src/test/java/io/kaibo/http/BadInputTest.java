package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Operation;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is not as it should be has its answer, and changes nothing. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class BadInputTest {

    @Inject
    Http http;

    @Inject
    World world;

    @Inject
    Credentials credentials;

    @BeforeEach
    void clean() {
        world.clean();
    }

    static List<Arguments> bad() {
        String big = "{\"code\":\"" + "x".repeat(64 * 1024) + "\"}";
        return List.of(
                // POST /session: bodies
                session(415, "content-type", call -> call),
                session(415, "content-type", call -> call.body("{\"code\":\"x\"}")),
                session(
                        415,
                        "content-type",
                        call -> call.header("content-type", "text/plain").body("{\"code\":\"x\"}")),
                session(400, "body", call -> call.json("")),
                session(400, "body", call -> call.json("{")),
                session(400, "body", call -> call.json("null")),
                session(400, "body", call -> call.json("[]")),
                session(400, "body", call -> call.json("\"x\"")),
                session(400, "body", call -> call.json("{\"code\":\"x\"} trailing")),
                session(400, "code", call -> call.json("{\"code\":\"x\",\"code\":\"y\"}")),
                session(400, "body", call -> call.json("[".repeat(5000))),
                session(400, "openid", call -> call.json("{\"code\":\"x\",\"openid\":\"oSomebodyElse\"}")),
                session(400, "code", call -> call.json("{\"code\":7}")),
                session(400, "code", call -> call.json("{\"code\":true}")),
                session(400, "code", call -> call.json("{\"code\":{}}")),
                session(400, "code", call -> call.json("{\"code\":[\"x\"]}")),
                session(
                        400,
                        "body",
                        call -> call.header("content-type", "application/json").base64("***")),
                session(
                        400,
                        "body",
                        call -> call.header("content-type", "application/json")
                                .base64(base64(new byte[] {'"', (byte) 0xff, '"'}))),
                session(422, "code", call -> call.json("{}")),
                session(422, "code", call -> call.json("{\"code\":null}")),
                session(422, "code", call -> call.json("{\"code\":\"  \"}")),
                session(422, "code", call -> call.json("{\"code\":\"" + "x".repeat(129) + "\"}")),
                session(413, "", call -> call.json(big)),
                session(
                        413,
                        "",
                        call -> call.header("content-type", "application/json")
                                .base64(base64(big.getBytes(StandardCharsets.UTF_8)))),
                session(413, "", call -> call.json("x".repeat(6_000_000))),
                session(401, "code", call -> call.json("{\"code\":\"nobody-gave-me-this\"}")),
                session(422, "code", call -> call.json("{\"code\":\"'; DROP TABLE viewers; --\"}")),
                session(422, "code", call -> call.json("{\"code\":\"" + "x".repeat(15) + "\"}")),
                session(422, "code", call -> call.json("{\"code\":\"0123456789abcdef \"}")),
                session(422, "code", call -> call.json("{\"code\":\"0123456789abcdef\\n\"}")),
                // methods, paths, queries
                Arguments.of("PUT /session", "session-api", 405, "", call(http -> http.call("PUT", "/session"))),
                Arguments.of("GET /session", "session-api", 401, "", call(http -> http.get("/session"))),
                Arguments.of(
                        "GET /session as an operator",
                        "session-api",
                        401,
                        "",
                        call(http -> http.get("/session").asOperator())),
                Arguments.of("PUT /rooms", "room-api", 405, "", call(http -> http.call("PUT", "/rooms"))),
                Arguments.of("HEAD /rooms", "room-api", 405, "", call(http -> http.call("HEAD", "/rooms"))),
                Arguments.of(
                        "OPTIONS /rooms",
                        "room-api",
                        405,
                        "",
                        call(http -> http.call("OPTIONS", "/rooms").header("origin", "https://evil.example"))),
                Arguments.of("GET sync", "room-admin", 401, "", call(http -> http.get("/admin/rooms/sync"))),
                Arguments.of(
                        "GET sync as an operator",
                        "room-admin",
                        405,
                        "",
                        call(http -> http.get("/admin/rooms/sync").asOperator())),
                Arguments.of(
                        "POST sync?hideMost=yes",
                        "room-admin",
                        400,
                        "hideMost",
                        call(http -> http.post("/admin/rooms/sync?hideMost=yes").asOperator())),
                Arguments.of(
                        "DELETE sync",
                        "room-admin",
                        405,
                        "",
                        call(http -> http.call("DELETE", "/admin/rooms/sync").asOperator())),
                room(404, "", "/rooms/"),
                room(404, "", "/rooms/wx-1/"),
                room(404, "", "/rooms/wx-1/goods"),
                room(404, "", "/rooms/wx-1"),
                room(404, "", "/rooms/1"),
                room(404, "", "/rooms/wx-0"),
                room(404, "", "/rooms/wx-1%00"),
                room(404, "", "/rooms/..%2F..%2Fetc%2Fpasswd"),
                room(404, "", "/rooms/" + "9".repeat(4000)),
                room(404, "", "/rooms/wx-999999999999999999999"),
                room(404, "", "/rooms/wx-1/replays"),
                room(400, "limit", "/rooms?limit=many"),
                room(400, "limit", "/rooms?limit="),
                room(400, "limit", "/rooms?limit=1,2"),
                room(422, "limit", "/rooms?limit=99999999999"),
                room(422, "limit", "/rooms?limit=-2147483649"),
                room(422, "limit", "/rooms?limit=0"),
                room(422, "limit", "/rooms?limit=51"),
                room(422, "limit", "/rooms?limit=-1"),
                room(400, "next", "/rooms?next=xyz"),
                room(400, "next", "/rooms?next=" + base64("hidden".getBytes(StandardCharsets.US_ASCII))),
                room(400, "limit", "/rooms?limit=+5"),
                room(400, "limit", "/rooms?limit=５"),
                room(400, "next", "/rooms?next=" + "A".repeat(2000)),
                room(400, "next", "/rooms?next=" + base64("live,wx-1,007".getBytes(StandardCharsets.US_ASCII))),
                room(400, "next", "/rooms?next=\uFFFD"),
                room(400, "next", "/rooms?next=\uD800"),
                room(400, "query", "/rooms?\uFFFD=1"),
                room(400, "status", "/rooms?status=live"),
                room(400, "roomId", "/rooms/wx-1?roomId=wx-2"),
                // who calls
                admin(401, call -> call),
                admin(401, call -> call.header("authorization", "")),
                admin(401, call -> call.header("authorization", "Basic bG9jYWw6bG9jYWw=")),
                admin(401, call -> call.bearer("")),
                admin(401, call -> call.bearer("wrong")),
                admin(401, call -> call.bearer("local-operator-ke")),
                admin(401, call -> call.bearer("local-operator-key2")),
                admin(401, call -> call.bearer("x".repeat(100_000))),
                admin(401, call -> call.bearer("🔑")));
    }

    @ParameterizedTest(name = "{0} is answered {2}")
    @MethodSource("bad")
    void badInputIsAnsweredWithAProblemThatNamesTheFieldAndChangesNothing(
            String name, String function, int status, String field, Function<Http, Http.Call> call) {
        Http.Answer answer = call.apply(http).to(function);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("cache-control", "no-store")
                .doesNotContainKey("access-control-allow-origin");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("title").asText()).isNotEmpty();
        assertThat(answer.body().path("detail").asText()).isNotEmpty();
        assertThat(answer.field()).isEqualTo(field);
        assertThat(answer.headers().containsKey("allow")).isEqualTo(status == 405);
        assertThat(answer.headers().containsKey("www-authenticate")).isEqualTo(status == 401);
        assertThat(answer.body().toString())
                .doesNotContainIgnoringCase("exception")
                .doesNotContain("io.kaibo");
        assertThat(Calls.writes()).isZero();
        assertThat(world.items("rooms")).isEmpty();
    }

    static Stream<Arguments> pathsWithIds() {
        return Contract.paths().entrySet().stream()
                .filter(path -> path.getKey().contains("{"))
                .flatMap(path -> path.getValue().keySet().stream()
                        .flatMap(method -> Stream.of(
                                        "a".repeat(65),
                                        "a".repeat(1100),
                                        "wx-" + "1".repeat(19),
                                        "a.b",
                                        "a%20b",
                                        "a%00",
                                        "%ED%A0%80",
                                        "é",
                                        "\uD800",
                                        "\uFFFD")
                                .filter(id -> fitsNoVariable(path.getKey(), id))
                                .map(id -> Arguments.of(
                                        new Operation(method.toUpperCase(Locale.ROOT), path.getKey()), id))));
    }

    private static boolean fitsNoVariable(String path, String id) {
        return Contract.pathParameters(path)
                .noneMatch(parameter -> Contract.isValid(parameter.path("schema"), TextNode.valueOf(id)));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("pathsWithIds")
    void anIdThatNothingCanHaveReachesNoTable(Operation operation, String id) {
        Http.Call call = credentials.authorize(
                http.call(operation.method(), operation.path().replaceAll("\\{\\w+}", id)), operation.path());
        GoodBodies.find(operation).ifPresent(body -> {
            // ids in a body may be looked at before that of the path
            body.properties().stream()
                    .filter(field -> field.getKey().endsWith("Id"))
                    .forEach(field -> field.setValue(body.textNode("t".repeat(65))));
            call.json(body.toString());
        });
        // the function opens its connections now, and not with the call that counts
        http.get(operation.examplePath()).send();
        Calls.reset();
        Http.Answer answer = call.send();
        assertThat(answer.status()).isIn(404, 422);
        assertThat(Calls.made()).allMatch("Audit.UpdateItem"::equals);
    }

    private static Arguments session(int status, String field, UnaryOperator<Http.Call> with) {
        return Arguments.of(
                "POST /session", "session-api", status, field, call(http -> with.apply(http.post("/session"))));
    }

    private static Arguments room(int status, String field, String path) {
        return Arguments.of(
                "GET " + path.substring(0, Math.min(60, path.length())),
                "room-api",
                status,
                field,
                call(http -> http.get(path)));
    }

    private static Arguments admin(int status, UnaryOperator<Http.Call> with) {
        return Arguments.of(
                "POST sync", "room-admin", status, "", call(http -> with.apply(http.post("/admin/rooms/sync"))));
    }

    private static Function<Http, Http.Call> call(Function<Http, Http.Call> call) {
        return call;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
