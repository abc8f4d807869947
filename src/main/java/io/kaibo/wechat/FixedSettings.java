package io.kaibo.wechat;

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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fixes the settings of what the REST client stands on, so that a start does not look them up. Quarkus would do so in every function,
 * for eight REST clients of which none is configured; {@link WeChatClient} sets all that its client needs. The environment changes none
 * of these settings.
 */
public final class FixedSettings implements SmallRyeConfigBuilderCustomizer {

    /** By the groups of settings that they fill. Made while the binary is built. */
    private static final Map<ConfigClass, Object> FIXED = fixed();

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        // tests give Vert.x a name server of their own
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

    private static Map<ConfigClass, Object> fixed() {
        List<ConfigClass> groups = List.of(
                ConfigClass.configClass(RestClientsConfig.class),
                ConfigClass.configClass(ProxyConfig.class),
                ConfigClass.configClass(TlsConfig.class),
                ConfigClass.configClass(VertxConfiguration.class));
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                // Vert.x has no files to unpack
                .withDefaultValue("quarkus.vertx.caching", "false")
                .withDefaultValue("quarkus.vertx.classpath-resolving", "false");
        groups.forEach(builder::withMapping);
        SmallRyeConfig config = builder.build();
        return groups.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), group -> config.getConfigMapping(group.getType(), group.getPrefix())));
    }
}
