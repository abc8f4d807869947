package io.kaibo.aws;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The stage that this function belongs to, such as {@code dev}: viewers' tokens are good for one stage, and alarms hear the metrics
 * of one. A function without a stage does not start.
 */
@Startup
@Singleton
public class DeploymentStage {

    private final String name;

    /** @throws IllegalStateException if it is not set */
    public DeploymentStage(@ConfigProperty(name = "kaibo.stage") Optional<String> name) {
        this.name = name.map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalStateException("KAIBO_STAGE is not set"));
    }

    public String name() {
        return name;
    }
}
