package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kaibo.http.ProblemType;
import io.kaibo.testing.Contract;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The types of problems are a closed list: the code's and the contract's are the same. That an answer names only a type that its operation
 * lists is looked at with every answer.
 */
class ProblemTypesTest {

    private static final String SUFFIX = "Problem";

    @Test
    void theTypesOfTheCodeAreThoseOfTheContract() {
        assertThat(ofTheCode()).doesNotHaveDuplicates();
        assertThat(Set.copyOf(ofTheCode().toList()))
                .isEqualTo(problems().values().stream()
                        .map(problem -> problem.at("/properties/type/const").asText())
                        .collect(Collectors.toSet()));
    }

    @Test
    void eachTypeSaysWhatAClientDoesAboutItAndBelongsToOneStatus() {
        assertThat(problems()).isNotEmpty().allSatisfy((name, problem) -> {
            assertThat(problem.path("description").asText()).as(name).isNotEmpty();
            assertThat(problem.at("/properties/status/const").isInt()).as(name).isTrue();
            assertThat(problem.path("unevaluatedProperties").isBoolean())
                    .as(name)
                    .isTrue();
        });
    }

    /** So that a client of an operation knows by the contract which types each status can have. */
    @Test
    void everyAnswerThatIsAProblemHasItsOwnSchemasAndEverySchemaIsAnswered() {
        Set<String> answered = Contract.operations()
                .flatMap(operation -> operation.path("responses").properties().stream())
                .filter(response -> !response.getKey().startsWith("2"))
                .flatMap(response -> names(response.getValue()).peek(name -> {
                    assertThat(problems()).containsKey(name);
                    assertThat(problems()
                                    .get(name)
                                    .at("/properties/status/const")
                                    .asText())
                            .as(name)
                            .isEqualTo(response.getKey());
                }))
                .collect(Collectors.toSet());
        assertThat(answered).isEqualTo(problems().keySet());
    }

    /** The schemas of an answer: one, or each of its oneOf. */
    static Stream<String> names(JsonNode response) {
        JsonNode schema = Contract.resolved(response).at("/content/application~1problem+json/schema");
        return (schema.has("oneOf") ? schema.path("oneOf").valueStream() : Stream.of(schema))
                .map(each -> each.path("$ref").asText())
                .map(ref -> ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static Map<String, JsonNode> problems() {
        return Contract.schemas().entrySet().stream()
                .filter(schema ->
                        schema.getKey().endsWith(SUFFIX) && !schema.getKey().equals(SUFFIX))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<String> ofTheCode() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.kaibo")
                        .get(ProblemType.class)
                        .getAllSubclasses()
                        .stream()
                        .map(JavaClass::reflect)
                        .flatMap(type -> Stream.of(type.getEnumConstants()))
                        .map(constant -> ((ProblemType) constant).uri());
    }
}
