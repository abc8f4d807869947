package io.kaibo.room.announce;

import io.kaibo.http.BodyContract;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Operation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of a room's announcing that the contract takes are those that the code takes: numbers and booleans in each form of JSON. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class AnnouncingBodiesTest {

    private static final Operation ANNOUNCING = new Operation("PUT", "/admin/rooms/{roomId}/announcing");

    @Inject
    BodyContract contract;

    @BeforeEach
    void prepare() {
        contract.prepare();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1440",
                "374.0",
                "3.74e2",
                "374.5",
                "0",
                "0.0",
                "1441",
                "1440.0",
                "1e3",
                "1e4",
                "-1",
                "null",
                "\"5\"",
                "true",
                "4294967301"
            })
    void theCodeTakesTheMinutesThatTheContractTakes(String minutes) {
        contract.check(ANNOUNCING, "{\"announce\":true,\"startingSoonMinutes\":" + minutes + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "null", "1", "\"true\"", "1.0"})
    void theCodeTakesTheAnnounceThatTheContractTakes(String announce) {
        contract.check(ANNOUNCING, "{\"announce\":" + announce + "}");
    }
}
