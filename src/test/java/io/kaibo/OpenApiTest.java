package io.kaibo;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.http.Credentials;
import io.kaibo.http.Routes;
import io.kaibo.local.Template;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract, the code and the template name the same paths. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    @Inject
    Routes routes;

    @Inject
    Http http;

    @Inject
    Credentials credentials;

    @Inject
    Template template;

    @Test
    void theRoutesOfTheCodeAreTheOperationsOfTheContractAndAskForTheSameCredentials() {
        Map<String, String> code = routes.all().stream()
                .collect(toMap(
                        Routes.ContractRoute::name,
                        route -> route.scheme().map("[{\"%s\":[]}]"::formatted).orElse("")));
        Map<String, String> contract = new HashMap<>();
        Contract.paths()
                .forEach((path, operations) -> operations.keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> contract.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                Contract.operation(method, path)
                                        .orElseThrow()
                                        .path("security")
                                        .toString())));
        assertThat(code).isEqualTo(contract).isNotEmpty();
    }

    @Test
    void eachVariableOfAPathHasAnExampleThatFitsItsSchema() {
        assertThat(Contract.paths().keySet())
                .anyMatch(path -> path.contains("{"))
                .allSatisfy(path -> {
                    assertThat(Contract.withExamples(path)).doesNotContain("{");
                    assertThat(Contract.pathParameters(path).toList())
                            .allSatisfy(parameter -> assertThat(
                                            Contract.isValid(parameter.path("schema"), parameter.path("example")))
                                    .as("%s of %s", parameter.path("name"), path)
                                    .isTrue());
                });
    }

    @Test
    void eachPathIsOwnedByTheFunctionThatRoutesIt() {
        assertThat(routes.all())
                .isNotEmpty()
                .allSatisfy(route -> assertThat(template.owner(route.path()).map(Template.Function::name))
                        .contains(route.function()));
        Set<String> owners = template.functions().stream()
                .filter(function -> function.prefix().isPresent())
                .map(Template.Function::name)
                .collect(toSet());
        assertThat(routes.all().stream().map(Routes.ContractRoute::function).collect(toSet()))
                .isEqualTo(owners);
    }

    @Test
    void eachOperationCanBeAnsweredThatAServiceItNeedsIsBusy() {
        assertThat(Contract.operations())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(ProblemTypesTest.names(operation.at("/responses/503")))
                        .as(operation.path("summary").asText())
                        .contains("UnavailableProblem"));
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
                        Http.Call call = http.call(method, Contract.withExamples(path));
                        Http.Answer answer = credentials.authorize(call, path).send();
                        assertThat(answer.status()).as("%s %s", method, path).isEqualTo(405);
                        assertThat(answer.headers()).containsEntry("allow", allowed);
                    });
        });
    }
}
