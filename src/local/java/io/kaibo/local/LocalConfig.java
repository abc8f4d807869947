package io.kaibo.local;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives the application, in the profiles dev and test, its configuration on Lambda: the environment variables of
 * functions.yaml, and the region, credentials and addresses that AWS would give. Real environment variables and -D
 * override it.
 */
public final class LocalConfig implements ConfigSourceFactory {
    /** Above application.properties (250), below the environment (300) and system properties (400). */
    private static final int ORDINAL = 280;

    private static final String EXPORT = "QUARKUS_FUNQY_EXPORT";
    private static final String SECRETS = "KAIBO_SECRETS_NAMES";
    private static final String SECRETS_LATER = "KAIBO_SECRETS_LATER_NAMES";

    /**
     * In dev mode, if the configuration cannot be read, the first start ends with one line; if it can, the front says from now
     * on that the stack is starting. No part of the stack runs earlier: Maven compiles before, in a JVM of its own.
     */
    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        try {
            return sources(context);
        } catch (StartException e) {
            if (context.getProfiles().contains("dev")) {
                e.haltInFirstStart();
            }
            throw e;
        }
    }

    private static List<ConfigSource> sources(ConfigSourceContext context) {
        Path project = Path.of("").toAbsolutePath();
        List<String> profiles = context.getProfiles();
        // No file: a build step of Maven that runs elsewhere and asks for the build's own configuration.
        if ((!profiles.contains("dev") && !profiles.contains("test"))
                || !Files.exists(project.resolve("functions.yaml"))) {
            return List.of();
        }
        LocalPorts.Lookup values = key -> {
            ConfigValue value = context.getValue(key);
            return value == null ? null : value.getValue();
        };
        LocalPorts ports = LocalPorts.of(values);
        // the tests bring their own servers, whatever the environment says
        LocalAws aws = profiles.contains("dev") ? LocalAws.of(ports, values) : LocalAws.embedded(ports);
        Template template;
        if (profiles.contains("dev")) {
            template = Template.read(project, aws.parameters());
            if (!Kept.hasStarted()) {
                LiveReload.serve(ports);
            }
        } else {
            // a queue whose dead-letter queue is not derived yet must not stop the test that derives it
            template = Template.readFunctions(project, aws.parameters());
        }
        Map<String, String> given = aws.config();
        given.put("quarkus-internal.aws-lambda.test-api", "127.0.0.1:" + ports.ssm());
        return List.of(
                new EnvConfigSource(joined(template.functions()), ORDINAL),
                new PropertiesConfigSource(given, "local stack", ORDINAL));
    }

    /**
     * One JVM plays every function, so their environments become one. Names of secrets are united, and all are read at the
     * start; which function is exported is left out, since all are.
     *
     * @throws TemplateException if two functions disagree on another variable
     */
    static Map<String, String> joined(List<Template.Function> functions) {
        Map<String, String> joined = new TreeMap<>();
        Map<String, String> firstOf = new HashMap<>();
        Set<String> secrets = new LinkedHashSet<>();
        for (Template.Function function : functions) {
            function.environment().forEach((name, value) -> {
                if (name.equals(SECRETS) || name.equals(SECRETS_LATER)) {
                    secrets.addAll(Arrays.asList(value.split(",", -1)));
                } else if (!name.equals(EXPORT)) {
                    String other = joined.putIfAbsent(name, value);
                    if (other != null && !other.equals(value)) {
                        throw new TemplateException(
                                "functions.yaml: %s is %s in %s and %s in %s; the local stack has one environment for all"
                                        .formatted(name, other, firstOf.get(name), value, function.logicalId()));
                    }
                    firstOf.putIfAbsent(name, function.logicalId());
                }
            });
        }
        if (!secrets.isEmpty()) {
            joined.put(SECRETS, String.join(",", secrets));
        }
        return joined;
    }
}
