package io.kaibo.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** In tests no mapper takes a type of ours that is not registered for reflection. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class JsonTypesTest {

    private enum Word {
        ONE
    }

    private record Forgotten(String text) {}

    @Inject
    ObjectMapper json;

    @Inject
    Bodies bodies;

    @Test
    void aTypeThatIsNotRegisteredIsNeitherReadNorWritten() {
        assertRefused(() -> json.writeValueAsString(List.of(new Forgotten("x"))));
        assertRefused(() -> json.readValue("{\"text\":\"x\"}", Forgotten.class));
        assertRefused(() -> json.writeValueAsString(Word.ONE));
        assertRefused(() -> json.readValue("\"one\"", Word.class));
        assertRefused(() -> bodies.write(new Forgotten("x")));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(AssertionError.class).hasMessageContaining("registered for reflection");
    }
}
