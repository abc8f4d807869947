package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.LocalSecrets;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use which operation of the contract: 401 before 403, and both before everything else. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class GuardsTest {

    /** Longer than any route takes. */
    private static final String HUGE = "x".repeat(5_000_000);

    @Inject
    Http http;

    @Inject
    World world;

    @Inject
    ViewerTokens tokens;

    @Inject
    Edge edge;

    @BeforeEach
    void clean() {
        world.clean();
    }

    /** Method, path and operation of everything that asks for a credential. */
    static Stream<Arguments> guarded() {
        return operations().filter(operation -> operation(operation).containsKey("security"));
    }

    static Stream<Arguments> forOperators() {
        return guarded().filter(operation -> ((String) operation.get()[1]).startsWith("/admin/"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("guarded")
    void withoutACredentialNothingIsToldOfQueryBodyAndId(String method, String path, Map<String, Object> operation) {
        String bad = path.replaceAll("\\{\\w+}", "a.b") + "?unknown=1";
        assertUnauthorized(http.call(method, bad).json(HUGE), path);
        assertUnauthorized(http.call(method, bad).base64("***"), path);
        String other = path.startsWith("/admin/")
                ? tokens.issue(new Viewer(LocalPersons.of("o-1"))).token()
                : LocalSecrets.OPERATOR_KEY;
        assertUnauthorized(http.call(method, bad).bearer(other).json(HUGE), path);
        assertThat(world.items("audit")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reminders", "/reminders/wx-1/x", "/admin/rooms/wx-1/x", "/admin/reminders/x"})
    void withoutACredentialNothingIsToldOfPathsThatAreNone(String path) {
        String function = GoodBodies.function(path);
        assertThat(http.get(path).to(function).status()).isEqualTo(401);
        String mine = path.startsWith("/admin/")
                ? LocalSecrets.OPERATOR_KEY
                : tokens.issue(new Viewer(LocalPersons.of("o-1"))).token();
        assertThat(http.get(path).bearer(mine).to(function).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/session/x", "/rooms/wx-1/x"})
    void anOpenFunctionAsksForNone(String path) {
        assertThat(http.get(path).to(GoodBodies.function(path)).status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("forOperators")
    void aRoleThatMayNotIsToldWhichMay(String method, String path, Map<String, Object> operation) {
        List<?> may = (List<?>) Objects.requireNonNull(operation.get("x-roles"));
        String bad = path.replaceAll("\\{\\w+}", "a.b") + "?unknown=1";
        for (Role role : Role.values()) {
            Http.Answer answer = http.call(method, bad).as(role).json(HUGE).to(GoodBodies.function(path));
            assertThat(answer.status()).as(role.word()).isEqualTo(may.contains(role.word()) ? 400 : 403);
            if (answer.status() == 403) {
                assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
                assertThat(answer.body().path("detail").asText())
                        .isEqualTo("This needs the role " + String.join(" or ", may.toArray(String[]::new)) + ".");
            } else {
                assertThat(answer.field()).isEqualTo("unknown");
            }
        }
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("forOperators")
    void operatorsMayEverythingAndAuditorsReadEverythingAndChangeNothing(
            String method, String path, Map<String, Object> operation) {
        List<?> may = (List<?>) Objects.requireNonNull(operation.get("x-roles"));
        assertThat(may.contains("operator")).isTrue();
        assertThat(may.contains("auditor")).isEqualTo(method.equals("GET"));
        assertThat(may.contains("shipping")).isFalse();
    }

    @Test
    void aRouteTakesBodiesAsLongAsTheContractSays() {
        Map<String, Integer> contract = new HashMap<>();
        operations()
                .forEach(each -> contract.put(
                        each.get()[0] + " " + each.get()[1],
                        operation(each).get("requestBody") instanceof Map<?, ?> body
                                ? (Integer) Objects.requireNonNull(body.get("x-body-limit"))
                                : Route.BODY_LIMIT));
        Map<String, Integer> routes = new HashMap<>();
        contract.keySet().forEach(name -> http.call("OPTIONS", "/").to(function(name.split(" ")[1])));
        edge.routers().forEach(router -> routes.putAll(router.bodyLimits()));
        assertThat(routes).isEqualTo(contract);
    }

    private void assertUnauthorized(Http.Call call, String path) {
        Http.Answer answer = call.to(GoodBodies.function(path));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
        assertThat(Calls.writes()).isZero();
    }

    private static String function(String path) {
        return path.startsWith("/callbacks/") ? "wechat-callback" : GoodBodies.function(path);
    }

    private static Stream<Arguments> operations() {
        return Contract.paths().entrySet().stream()
                .flatMap(path -> path.getValue().entrySet().stream()
                        .map(operation -> Arguments.of(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> operation(Arguments arguments) {
        return (Map<String, Object>) arguments.get()[2];
    }
}
