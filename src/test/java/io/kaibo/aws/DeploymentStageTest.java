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
class DeploymentStageTest {

    @Inject
    DeploymentStage stage;

    @Test
    void nothingStartsWithoutAStage() {
        for (Optional<String> none : List.of(Optional.<String>empty(), Optional.of(""), Optional.of(" "))) {
            assertThatThrownBy(() -> new DeploymentStage(none))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("KAIBO_STAGE is not set");
        }
    }

    @Test
    void theLocalStackHasOne() {
        assertThat(stage.name()).isEqualTo("local");
    }
}
