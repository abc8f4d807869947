package io.kaibo.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The HTTP edge. */
@ConfigMapping(prefix = "kaibo.http")
public interface HttpConfig {

    /** The one origin whose pages may call the functions from a browser. If it is absent, no page may. A mini-program needs none. */
    Optional<String> corsOrigin();

    /** How long a viewer's token lives: two hours at the most. */
    @WithDefault("PT2H")
    Duration tokenLife();
}
