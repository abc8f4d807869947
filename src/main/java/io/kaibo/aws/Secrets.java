package io.kaibo.aws;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * The secrets of this function, read once during init: SecureStrings of SSM's parameter store, in one call, which is tried again
 * while SSM throttles it ({@link AwsClients}). They are never environment variables: a principal that may describe a function can
 * read those.
 */
@Startup
@Singleton
public class Secrets {

    private final Map<String, String> values;

    @Inject
    Secrets(SecretsConfig config, Instance<SsmClient> ssm) {
        this(read(config, ssm));
    }

    /** @param values by the names of the secrets */
    public Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * A secret, without the line end that {@code put-parameter --value file://…} leaves behind it.
     *
     * @throws IllegalStateException if the function did not declare that it reads this secret, or if there is nothing in it
     */
    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("KAIBO_SECRETS_NAMES does not list " + name);
        }
        if (value.isBlank()) {
            throw new IllegalStateException("the secret " + name + " is empty");
        }
        return value.strip();
    }

    private static Map<String, String> read(SecretsConfig config, Instance<SsmClient> ssm) {
        List<String> names = config.names().orElse(List.of());
        if (names.isEmpty()) {
            return Map.of();
        }
        String path = config.path()
                .orElseThrow(
                        () -> new IllegalStateException("KAIBO_SECRETS_PATH is not set, and KAIBO_SECRETS_NAMES is"));
        GetParametersResponse found = ssm.get()
                .getParameters(request -> request.names(
                                names.stream().map(name -> path + "/" + name).toList())
                        .withDecryption(true));
        if (!found.invalidParameters().isEmpty()) {
            throw new IllegalStateException("no such SSM parameter: " + String.join(", ", found.invalidParameters()));
        }
        return found.parameters().stream()
                .collect(Collectors.toUnmodifiableMap(
                        parameter -> parameter.name().substring(path.length() + 1), Parameter::value));
    }
}
