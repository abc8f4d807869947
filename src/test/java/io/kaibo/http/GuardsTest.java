package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.LocalPorts;
import io.kaibo.local.Template;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
    Credentials credentials;

    @Inject
    Routes routes;

    @BeforeEach
    void clean() {
        world.clean();
    }

    /** Method, path and operation of everything that asks for a credential. */
    static Stream<Arguments> guarded() {
        return operations().filter(operation -> operation(operation).containsKey("security"));
    }

    static Stream<Arguments> forOperators() {
        return guarded().filter(operation -> operation(operation).containsKey("x-roles"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("guarded")
    void withoutACredentialNothingIsToldOfQueryBodyAndId(String method, String path, Map<String, Object> operation) {
        String bad = path.replaceAll("\\{\\w+}", "a.b") + "?unknown=1";
        assertUnauthorized(http.call(method, bad).json(HUGE));
        assertUnauthorized(http.call(method, bad).base64("***"));
        String other = credentials.otherThan(Contract.schemes(path).getFirst());
        assertUnauthorized(http.call(method, bad).bearer(other).json(HUGE));
        assertThat(world.items("audit")).isEmpty();
    }

    /** Paths below each function's prefix that the contract does not have, with what its routes ask for. */
    static Stream<Arguments> pathsThatAreNone() {
        Template template =
                Template.read(Path.of("").toAbsolutePath(), LocalPorts.free().parameters());
        return template.functions().stream()
                .flatMap(function -> function.prefix().stream()
                        .flatMap(prefix -> Stream.of(prefix, prefix + "/x", prefix + "/no/such/path"))
                        .filter(path -> !Contract.hasPath(path))
                        .map(path -> Arguments.of(path, schemes(template, function))));
    }

    /** The security schemes of a function's operations; one without is open. */
    private static Set<Optional<String>> schemes(Template template, Template.Function function) {
        return operations()
                .filter(each ->
                        template.owner((String) each.get()[1]).orElseThrow().equals(function))
                .map(each -> operation(each).containsKey("security")
                        ? Contract.schemes((String) each.get()[1]).stream().findFirst()
                        : Optional.<String>empty())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("pathsThatAreNone")
    void withoutACredentialNothingIsToldOfPathsThatAreNoneUnlessAnyRouteIsOpen(
            String path, Set<Optional<String>> schemes) {
        if (schemes.contains(Optional.<String>empty())) {
            assertThat(http.get(path).send().status()).isEqualTo(404);
            return;
        }
        assertThat(http.get(path).send().status()).isEqualTo(401);
        String scheme = schemes.iterator().next().orElseThrow();
        assertThat(http.get(path).bearer(credentials.of(scheme)).send().status())
                .isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("forOperators")
    void aRoleThatMayNotIsToldWhichMay(String method, String path, Map<String, Object> operation) {
        List<?> may = (List<?>) Objects.requireNonNull(operation.get("x-roles"));
        String bad = path.replaceAll("\\{\\w+}", "a.b") + "?unknown=1";
        for (Role role : Role.values()) {
            Http.Answer answer = http.call(method, bad).as(role).json(HUGE).send();
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

    @Test
    void aRouteIsForTheRolesThatTheContractSays() {
        Map<String, Object> contract = operations()
                .collect(Collectors.toMap(
                        GuardsTest::name, each -> operation(each).getOrDefault("x-roles", List.of())));
        assertThat(routes.all().stream()
                        .collect(Collectors.toMap(Routes.ContractRoute::name, Routes.ContractRoute::roles)))
                .isEqualTo(contract);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("forOperators")
    void theRoleThatIsThereToReadChangesNothing(String method, String path, Map<String, Object> operation) {
        List<?> may = (List<?>) Objects.requireNonNull(operation.get("x-roles"));
        assertThat(method.equals("GET") || !may.contains(Role.AUDITOR.word())).isTrue();
    }

    @Test
    void aRouteTakesBodiesAsLongAsTheContractSays() {
        Map<String, Integer> contract = new HashMap<>();
        operations()
                .forEach(each -> contract.put(
                        name(each),
                        operation(each).get("requestBody") instanceof Map<?, ?> body
                                ? (Integer) Objects.requireNonNull(body.get("x-body-limit"))
                                : Route.BODY_LIMIT));
        assertThat(routes.all().stream()
                        .collect(Collectors.toMap(Routes.ContractRoute::name, Routes.ContractRoute::bodyLimit)))
                .isEqualTo(contract);
    }

    private void assertUnauthorized(Http.Call call) {
        Http.Answer answer = call.send();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
        assertThat(Calls.writes()).isZero();
    }

    static Stream<Arguments> operations() {
        return Contract.paths().entrySet().stream()
                .flatMap(path -> path.getValue().entrySet().stream()
                        .map(operation -> Arguments.of(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())));
    }

    /** As a route has it. */
    private static String name(Arguments arguments) {
        return arguments.get()[0] + " " + arguments.get()[1];
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> operation(Arguments arguments) {
        return (Map<String, Object>) arguments.get()[2];
    }
}
