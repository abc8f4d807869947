package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.testing.Contract;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The path of an operation says which credential it asks for, so that the contract and the code cannot both leave a guard out. An
 * operation that is open to everyone says why in {@code x-open}, which none below {@code /admin} may.
 */
class CredentialsInContractTest {

    private static final String OPERATORS = "{\"operatorKey\":[]}";
    private static final String VIEWERS = "{\"viewerToken\":[]}";

    @Test
    void anOperationAsksForTheCredentialOfItsPathUnlessItSaysWhyItIsOpen() {
        Map<String, Map<String, Object>> paths = Contract.paths();
        assertThat(paths).isNotEmpty();
        paths.forEach((path, operations) -> operations.keySet().forEach(method -> {
            JsonNode operation = Contract.operation(method, path).orElseThrow();
            boolean isForOperators = path.startsWith("/admin/");
            assertThat(operation.path("x-roles").isEmpty()).as(path).isEqualTo(!isForOperators);
            if (isForOperators) {
                assertThat(operation.path("security")).as(path).hasToString("[" + OPERATORS + "]");
                assertThat(operation.has("x-open")).as(path).isFalse();
            } else if (operation.has("x-open")) {
                assertThat(operation.path("x-open").asText()).as(path).isNotBlank();
                assertThat(operation.has("security")).as(path).isFalse();
            } else {
                assertThat(operation.path("security")).as(path).hasToString("[" + VIEWERS + "]");
            }
        }));
    }
}
