package io.kaibo;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.http.Edge;
import io.kaibo.http.Router;
import io.kaibo.http.Viewer;
import io.kaibo.http.ViewerTokens;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.LocalSecrets;
import io.kaibo.local.Template;
import io.kaibo.person.LocalPersons;
import io.kaibo.reminder.ReminderAdmin;
import io.kaibo.reminder.ReminderApi;
import io.kaibo.reminder.WechatCallback;
import io.kaibo.room.RoomAdmin;
import io.kaibo.room.RoomApi;
import io.kaibo.session.SessionApi;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract, the code and the template name the same paths. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    @Inject
    Edge edge;

    @Inject
    Http http;

    @Inject
    ViewerTokens tokens;

    @Inject
    LocalPorts ports;

    @Inject
    SessionApi sessionApi;

    @Inject
    RoomApi roomApi;

    @Inject
    RoomAdmin roomAdmin;

    @Inject
    ReminderApi reminderApi;

    @Inject
    ReminderAdmin reminderAdmin;

    @Inject
    WechatCallback wechatCallback;

    @Test
    void thePathsOfTheContractAreTheRoutesOfTheCode() {
        Set<String> routes =
                edge.routers().stream().map(Router::routes).flatMap(Set::stream).collect(toSet());
        Set<String> contract = Contract.paths().entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(METHODS::contains)
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(toSet());
        assertThat(routes).isEqualTo(contract);
    }

    @Test
    void eachPathIsOwnedByTheFunctionThatRoutesIt() {
        Template template = Template.read(Path.of("").toAbsolutePath(), ports.parameters());
        assertThat(edge.routers())
                .isNotEmpty()
                .allSatisfy(router -> assertThat(router.routes())
                        .allSatisfy(route -> assertThat(template.owner(route.split(" ")[1])
                                        .orElseThrow()
                                        .name())
                                .isEqualTo(router.function())));
        Set<String> owners = template.functions().stream()
                .filter(function -> function.prefix().isPresent())
                .map(Template.Function::name)
                .collect(toSet());
        assertThat(edge.routers().stream().map(Router::function).collect(toSet()))
                .isEqualTo(owners);
    }

    @Test
    void theNameOfASchemaSaysWhoseItIs() {
        Set<String> features = Contract.operations()
                .flatMap(operation -> operation.path("tags").valueStream())
                .map(JsonNode::asText)
                .collect(toSet());
        assertThat(Contract.schemas().keySet())
                .filteredOn(name -> !name.contains("Problem") && !name.equals("Next"))
                .allSatisfy(name -> assertThat(features)
                        .as(name)
                        .anyMatch(feature -> name.toLowerCase(Locale.ROOT).contains(feature)));
    }

    @Test
    void everyOperationAsksForTheCredentialOfThoseItIsFor() {
        Contract.paths()
                .forEach((path, operations) -> operations.forEach((method, operation) -> {
                    Object security = operation instanceof Map<?, ?> map ? map.get("security") : null;
                    assertThat(security).as(path).isEqualTo(credential(method, path));
                }));
    }

    @Test
    void aMethodThatAPathDoesNotHaveIsAnswered405WithThoseThatItHas() {
        Contract.paths().forEach((path, operations) -> {
            String allowed = operations.keySet().stream()
                    .map(method -> method.toUpperCase(Locale.ROOT))
                    .sorted()
                    .collect(joining(", "));
            assertThat(operations.values())
                    .as(path)
                    .allSatisfy(operation -> assertThat(
                                    ((Map<?, ?>) ((Map<?, ?>) operation).get("responses")).get("405"))
                            .isNotNull());
            Stream.of("GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")
                    .filter(method -> !operations.containsKey(method.toLowerCase(Locale.ROOT)))
                    .forEach(method -> {
                        Http.Answer answer = http.call(
                                        method, path.replace("{roomId}", "wx-1").replace("{templateId}", "t"))
                                .bearer(
                                        path.startsWith("/reminders/")
                                                ? tokens.issue(new Viewer(LocalPersons.of("o-1")))
                                                        .token()
                                                : LocalSecrets.OPERATOR_KEY)
                                .to(function(path));
                        assertThat(answer.status()).as("%s %s", method, path).isEqualTo(405);
                        assertThat(answer.headers()).containsEntry("allow", allowed);
                    });
        });
    }

    private String function(String path) {
        return edge.routers().stream()
                .filter(router -> router.routes().stream().anyMatch(route -> route.endsWith(" " + path)))
                .map(Router::function)
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Object credential(String method, String path) {
        if (path.startsWith("/admin/")) {
            return List.of(Map.of("operatorKey", List.of()));
        }
        boolean isLogin = path.equals("/session") && method.equals("post");
        return path.startsWith("/reminders/") || path.startsWith("/session") && !isLogin
                ? List.of(Map.of("viewerToken", List.of()))
                : null;
    }
}
