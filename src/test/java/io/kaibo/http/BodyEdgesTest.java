package io.kaibo.http;

import io.kaibo.testing.BodyEdges;
import io.kaibo.testing.Contract;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Operation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bounds and words in the schema of each body are those of the code. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class BodyEdgesTest {

    @Inject
    BodyContract bodies;

    @BeforeEach
    void prepare() {
        bodies.prepare();
    }

    static Stream<Arguments> edges() {
        return GoodBodies.operations()
                .flatMap(operation -> BodyEdges.of(
                                Contract.body(operation.method(), operation.path()), GoodBodies.of(operation))
                        .map(body -> Arguments.of(operation, body)));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void theCodeTakesWhatTheContractTakes(Operation operation, String body) {
        bodies.check(operation, body);
    }
}
