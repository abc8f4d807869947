package io.kaibo.aws;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * The secrets of this function, read once during init: SecureStrings of SSM's parameter store, in one call, which is tried again
 * while SSM throttles it ({@link AwsClients}). They are never environment variables: a principal that may describe a function can
 * read those.
 *
 * <p>They are read beside all else that init does, the opening of the connection to DynamoDB above all. A secret that few invocations need
 * is read by the first of them: without it the others do their work.
 */
@Startup(Interceptor.Priority.LIBRARY_BEFORE)
@Singleton
public class Secrets {

    /** By the names of the secrets. */
    private final FutureTask<Map<String, String>> reading;

    /** Reads one of those that are not read during init. */
    private final UnaryOperator<String> readLater;

    private final Set<String> laterNames;

    /** Those of them that were read. */
    private final Map<String, String> readSince = new ConcurrentHashMap<>();

    /** The names of those that are needed after init. */
    private final Set<String> needed = ConcurrentHashMap.newKeySet();

    @Inject
    Secrets(SecretsConfig config, Instance<SsmClient> ssm) {
        reading = new FutureTask<>(() -> read(config, ssm, config.names().orElse(List.of())));
        readLater =
                name -> Objects.requireNonNull(read(config, ssm, List.of(name)).get(name));
        laterNames = Set.copyOf(config.laterNames().orElse(List.of()));
        if (config.names().isEmpty()) {
            reading.run();
        } else {
            Thread.ofPlatform().daemon().name("secrets").start(reading);
        }
    }

    /** @param values by the names of the secrets */
    public Secrets(Map<String, String> values) {
        this.reading = new FutureTask<>(() -> Map.copyOf(values));
        this.reading.run();
        this.readLater = UnaryOperator.identity();
        this.laterNames = Set.of();
    }

    /** Init does not end before they are read, and fails if they cannot be or if one that is needed cannot be used. */
    void await(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent start) {
        awaitValues();
        needed.forEach(this::get);
    }

    /**
     * A secret, without the line end that {@code put-parameter --value file://…} leaves behind it.
     *
     * @throws IllegalStateException if the function did not declare that it reads this secret, or if there is nothing in it
     * @throws RuntimeException what the SDK throws if it is read now and SSM does not answer
     */
    public String get(String name) {
        String value = awaitValues().get(name);
        if (value == null && laterNames.contains(name)) {
            // what fails is not kept: the next caller reads it again
            value = readSince.computeIfAbsent(name, readLater);
        }
        if (value == null) {
            throw new IllegalStateException("KAIBO_SECRETS_NAMES does not list " + name);
        }
        if (value.isBlank()) {
            throw new IllegalStateException("the secret " + name + " is empty");
        }
        return value.strip();
    }

    /** As {@link #get}, for a caller that needs no secret during init, and so does not keep the rest of it waiting. */
    public Supplier<String> getLater(String name) {
        if (!laterNames.contains(name)) {
            needed.add(name);
        }
        return () -> get(name);
    }

    private Map<String, String> awaitValues() {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> read(SecretsConfig config, Instance<SsmClient> ssm, List<String> names) {
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
