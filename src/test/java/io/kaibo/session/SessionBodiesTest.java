package io.kaibo.session;

import io.kaibo.http.BodyContract;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Operation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The codes that the contract takes at a login are those that the code takes. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SessionBodiesTest {

    private static final Operation LOGIN = new Operation("POST", "/session");

    @Inject
    BodyContract contract;

    @BeforeEach
    void prepare() {
        contract.prepare();
    }

    static Stream<String> codes() {
        return Stream.of(
                "\"" + "a".repeat(15) + "\"",
                "\"" + "a-_9".repeat(4) + "\"",
                "\"" + "a".repeat(128) + "\"",
                "\"" + "a".repeat(129) + "\"",
                "\"" + "a".repeat(16) + ".\"",
                "7");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theCodeTakesWhatTheContractTakes(String code) {
        contract.check(LOGIN, "{\"code\":" + code + "}");
    }
}
