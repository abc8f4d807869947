package io.kaibo.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.amazon.dynamodb.runtime.DynamoDbConfig;
import io.quarkus.vertx.core.runtime.config.VertxConfiguration;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

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
}
