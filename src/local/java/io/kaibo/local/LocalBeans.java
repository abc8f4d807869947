package io.kaibo.local;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;

/** What the local stack and the tests can inject. */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
public class LocalBeans {
    @Produces
    @Singleton
    LocalPorts ports(Config config) {
        return LocalPorts.of(key -> config.getOptionalValue(key, String.class).orElse(null));
    }

    @Produces
    @Singleton
    Template template(LocalPorts ports) {
        return Template.read(Path.of("").toAbsolutePath(), ports.parameters());
    }
}
