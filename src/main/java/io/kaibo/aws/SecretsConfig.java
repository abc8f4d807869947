package io.kaibo.aws;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Which secrets this function reads, and where they are kept. */
@ConfigMapping(prefix = "kaibo.secrets")
public interface SecretsConfig {

    /** The path in SSM's parameter store under which every secret of the stage stands, for example {@code /kaibo/dev}. */
    Optional<String> path();

    /** The names under that path that this function reads during init; none if absent. */
    Optional<List<String>> names();

    /** The names under that path that this function reads when it needs them first: most of its invocations do not. None if absent. */
    Optional<List<String>> laterNames();
}
