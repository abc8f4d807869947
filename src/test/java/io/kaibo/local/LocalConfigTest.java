package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalConfigTest {
    @Test
    void theFunctionsEnvironmentsBecomeOne() {
        Map<String, String> joined = LocalConfig.joined(List.of(
                function("A", Map.of("QUARKUS_FUNQY_EXPORT", "a", "KAIBO_STAGE", "local", "KAIBO_A", "1")),
                function("B", Map.of("QUARKUS_FUNQY_EXPORT", "b", "KAIBO_STAGE", "local", "KAIBO_B", "2"))));

        assertThat(joined).containsExactly(entry("KAIBO_A", "1"), entry("KAIBO_B", "2"), entry("KAIBO_STAGE", "local"));
    }

    @Test
    void theNamesOfSecretsAreUnited() {
        Map<String, String> joined = LocalConfig.joined(List.of(
                function("A", Map.of("KAIBO_SECRETS_NAMES", "viewer-keys,wechat-secret")),
                function(
                        "B",
                        Map.of("KAIBO_SECRETS_NAMES", "operator-keys", "KAIBO_SECRETS_LATER_NAMES", "wechat-secret"))));

        assertThat(joined).containsExactly(entry("KAIBO_SECRETS_NAMES", "viewer-keys,wechat-secret,operator-keys"));
    }

    @Test
    void anyOtherDisagreementIsAnErrorThatNamesBothFunctions() {
        assertThatThrownBy(() -> LocalConfig.joined(
                        List.of(function("A", Map.of("KAIBO_X", "1")), function("B", Map.of("KAIBO_X", "2")))))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "functions.yaml: KAIBO_X is 1 in A and 2 in B; the local stack has one environment for all");
    }

    @Test
    void aVariableIsReadByItsPropertysName() {
        SmallRyeConfig config = config("test", Map.of());

        assertThat(config.getValue("kaibo.stage", String.class)).isEqualTo("local");
        assertThat(config.getValue("kaibo.wechat.endpoint", String.class)).isEqualTo("http://127.0.0.1:8103");
        assertThat(config.getValue("quarkus.dynamodb.endpoint-override", String.class))
                .isEqualTo("http://127.0.0.1:9100");
    }

    @Test
    void inProductionThereIsNothingOfIt() {
        SmallRyeConfig config = config("prod", Map.of());

        assertThat(config.getOptionalValue("kaibo.stage", String.class)).isEmpty();
        assertThat(config.getOptionalValue("quarkus.dynamodb.endpoint-override", String.class))
                .isEmpty();
    }

    @Test
    void inDevModeTheClientsGoToTheEndpointOfTheEnvironment() {
        SmallRyeConfig config = config(
                "dev",
                Map.of(
                        "AWS_ENDPOINT_URL", "http://emulator:4566",
                        "AWS_DEFAULT_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "111122223333",
                        "AWS_SECRET_ACCESS_KEY", "secret"));

        String client = "quarkus.dynamodb.";
        assertThat(config.getValue(client + "endpoint-override", String.class)).isEqualTo("http://emulator:4566");
        assertThat(config.getValue(client + "aws.region", String.class)).isEqualTo("eu-west-1");
        assertThat(config.getValue(client + "aws.credentials.static-provider.access-key-id", String.class))
                .isEqualTo("111122223333");
        assertThat(config.getValue(client + "aws.credentials.static-provider.secret-access-key", String.class))
                .isEqualTo("secret");
        assertThat(config.getValue("kaibo.queues", String.class))
                .isEqualTo("https://sqs.eu-west-1.amazonaws.com/111122223333/kaibo-local-");
    }

    @Test
    void theTestsBringTheirOwnServersWhateverTheEnvironmentSays() {
        SmallRyeConfig config = config("test", Map.of("AWS_ENDPOINT_URL", "http://emulator:4566"));

        assertThat(config.getValue("quarkus.dynamodb.endpoint-override", String.class))
                .isEqualTo("http://127.0.0.1:9100");
    }

    private static SmallRyeConfig config(String profile, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile(profile)
                // dev mode takes it at once
                .withDefaultValue(
                        LocalPorts.FRONT, Integer.toString(LocalPorts.free().front()))
                .withDefaultValue(LocalPorts.DYNAMODB, "9100")
                .withDefaultValues(environment)
                .withSources(new LocalConfig())
                .build();
    }

    private static Template.Function function(String id, Map<String, String> environment) {
        return new Template.Function(
                id, id, Optional.empty(), environment, Duration.ofSeconds(3), List.of(), List.of(), List.of());
    }
}
