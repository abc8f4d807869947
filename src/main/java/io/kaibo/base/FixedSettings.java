package io.kaibo.base;

import io.quarkiverse.amazon.dynamodb.runtime.DynamoDbConfig;
import io.quarkus.proxy.runtime.config.ProxyConfig;
import io.quarkus.restclient.config.RestClientsConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.quarkus.vertx.core.runtime.config.VertxConfiguration;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder.MappingBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fixes the settings of the DynamoDB client and of what the REST client stands on as {@code application.properties} has them, so that a
 * start does not look up some hundred settings that no function sets. The environment changes none of them. What differs between functions
 * is left to the SDK, which reads it from the environment itself: {@code AWS_REGION}, {@code AWS_ENDPOINT_URL}.
 */
public final class FixedSettings implements SmallRyeConfigBuilderCustomizer {

    /** The SDK reads it from the environment itself. */
    private static final String REGION = "quarkus.dynamodb.aws.region";

    /** By the groups of settings that they fill. Made while the binary is built. */
    private static final Map<ConfigClass, Object> FIXED = readFixed();

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        // the local stack and tests set some of them: where DynamoDB is, and a name server
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            fix(builder);
        }
    }

    static void fix(SmallRyeConfigBuilder builder) {
        MappingBuilder mappings = builder.getMappingsBuilder();
        FIXED.forEach((group, settings) -> {
            if (mappings.getMappings().remove(group)) {
                mappings.mappingInstance(group, settings);
            }
        });
    }

    /** After the one of Quarkus, which adds the groups. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    private static Map<ConfigClass, Object> readFixed() {
        List<ConfigClass> groups = List.of(
                ConfigClass.configClass(DynamoDbConfig.class),
                ConfigClass.configClass(RestClientsConfig.class),
                ConfigClass.configClass(ProxyConfig.class),
                ConfigClass.configClass(TlsConfig.class),
                ConfigClass.configClass(VertxConfiguration.class));
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withValidateUnknown(false);
        readApplication(groups).forEach(builder::withDefaultValue);
        groups.forEach(builder::withMapping);
        SmallRyeConfig config = builder.build();
        return groups.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), group -> config.getConfigMapping(group.getType(), group.getPrefix())));
    }

    private static Map<String, String> readApplication(List<ConfigClass> groups) {
        Properties properties = new Properties();
        try (InputStream file = FixedSettings.class.getResourceAsStream("/application.properties")) {
            properties.load(Objects.requireNonNull(file, "application.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return selectGroups(
                properties, groups.stream().map(ConfigClass::getPrefix).toList());
    }

    /**
     * The settings whose names begin with these prefixes, but for the region.
     *
     * @throws IllegalStateException if one of them depends on the environment or on a profile, and so cannot be fixed
     */
    static Map<String, String> selectGroups(Properties properties, List<String> prefixes) {
        Map<String, String> settings = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            String plain = name.replaceFirst("^%[^.]+\\.", "");
            String value = properties.getProperty(name);
            if (plain.equals(REGION) || prefixes.stream().noneMatch(prefix -> plain.startsWith(prefix + "."))) {
                continue;
            }
            if (!plain.equals(name) || value.contains("${")) {
                throw new IllegalStateException(
                        name + " cannot be fixed: it depends on the environment or on a profile");
            }
            settings.put(name, value);
        }
        return settings;
    }
}
