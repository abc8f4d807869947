package io.kaibo.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.amazon.dynamodb.runtime.DynamoDbConfig;
import io.quarkus.vertx.core.runtime.config.VertxConfiguration;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of the REST client that a start does not look up. */
class FixedSettingsTest {

    @Test
    void aStartFindsThem() {
        assertThat(ServiceLoader.load(SmallRyeConfigBuilderCustomizer.class))
                .anySatisfy(customizer -> assertThat(customizer).isInstanceOf(FixedSettings.class));
    }

    @Test
    void theyAreFixedWhateverTheConfigurationSays() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValue("quarkus.vertx.caching", "true")
                .withMapping(VertxConfiguration.class);
        FixedSettings.fix(builder);
        SmallRyeConfig config = builder.build();

        assertThat(config.getConfigMapping(VertxConfiguration.class).caching()).isFalse();
    }

    @Test
    void theyAreThoseOfTheApplication() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(DynamoDbConfig.class);
        FixedSettings.fix(builder);
        DynamoDbConfig dynamoDb = builder.build().getConfigMapping(DynamoDbConfig.class);

        assertThat(dynamoDb.syncClient().socketTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({"quarkus.tls.trust-all,${X}", "%prod.quarkus.rest-client.logging.scope,all"})
    void oneThatCannotBeFixedIsRefused(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        assertThatThrownBy(() -> FixedSettings.selectGroups(properties, List.of("quarkus.tls", "quarkus.rest-client")))
                .hasMessageContaining(name);
    }

    @Test
    void allOthersOfTheirGroupsAreTaken() {
        Properties properties = new Properties();
        properties.setProperty("quarkus.tls.reload-period", "1h");
        properties.setProperty("quarkus.banner.enabled", "false");
        assertThat(FixedSettings.selectGroups(properties, List.of("quarkus.tls")))
                .isEqualTo(Map.of("quarkus.tls.reload-period", "1h"));
    }
}
