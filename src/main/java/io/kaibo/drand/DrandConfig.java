package io.kaibo.drand;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where rounds of drand are fetched from. */
@ConfigMapping(prefix = "kaibo.drand")
public interface DrandConfig {

    /**
     * The mirrors, in the order in which they are asked. An address that ends with {@code /v2/beacons/<beacon>} is asked in drand's form v2,
     * any other in form v1, which all mirrors speak. The second is of another operator than the first: so one that is down costs one time-out.
     */
    Optional<List<URI>> mirrors();

    /** The time that each mirror has for its answer. */
    @WithDefault("PT3S")
    Duration timeout();

    /**
     * Another chain than quicknet, a sandbox's: its hash, its public key, the second of its genesis and its period in seconds, with colons
     * between them.
     */
    Optional<String> chain();

    /**
     * The chain of lotteries that start from now on; what was begun with another one stays with it.
     *
     * @throws IllegalStateException if the setting is no chain
     */
    default DrandChain currentChain() {
        return chain().filter(text -> !text.isBlank()).map(DrandConfig::parse).orElse(DrandChain.QUICKNET);
    }

    private static DrandChain parse(String text) {
        String[] parts = text.strip().split(":", -1);
        try {
            return new DrandChain(parts[0], parts[1], Long.parseLong(parts[2]), Integer.parseInt(parts[3]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException("KAIBO_DRAND_CHAIN is no hash:key:genesis:period", e);
        }
    }
}
