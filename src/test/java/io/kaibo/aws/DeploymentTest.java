package io.kaibo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LocalServers.class)
class DeploymentTest {

    @Inject
    Deployment deployment;

    @Test
    void nothingStartsWithoutAStage() {
        for (Optional<String> none : List.of(Optional.<String>empty(), Optional.of(""), Optional.of(" "))) {
            assertThatThrownBy(() -> new Deployment(none, "us-east-1", Optional.empty(), true, Optional.empty()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("KAIBO_STAGE is not set");
        }
    }

    @Test
    void theLocalStackHasAStage() {
        assertThat(deployment.stage()).isEqualTo("local");
        assertThat(deployment.resource("rooms")).isEqualTo("kaibo-local-rooms");
        assertThat(deployment.queueUrl("room-on-air")).endsWith("/000000000000/kaibo-local-room-on-air");
    }
}
