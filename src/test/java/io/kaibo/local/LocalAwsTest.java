package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalAwsTest {
    private static final LocalPorts PORTS = new LocalPorts(1, 2, 3, 4, 5);

    private static LocalAws aws(Map<String, String> environment) {
        return LocalAws.of(PORTS, environment::get);
    }

    @Test
    void withoutAnEndpointTheStackStartsItsOwn() {
        assertThat(aws(Map.of("AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "mine")))
                .isEqualTo(LocalAws.embedded(PORTS));
        assertThat(aws(Map.of("AWS_ENDPOINT_URL", ""))).isEqualTo(LocalAws.embedded(PORTS));
    }

    @Test
    void anEndpointHasTheRegionAndTheCredentialsOfTheEnvironmentOrThoseThatEmulatorsTake() {
        assertThat(aws(Map.of("AWS_ENDPOINT_URL", "http://emulator:4566")))
                .extracting(LocalAws::region, LocalAws::accessKey, LocalAws::secretKey, LocalAws::account)
                .containsExactly("us-east-1", "test", "test", "000000000000");
        assertThat(aws(Map.of(
                        "AWS_ENDPOINT_URL", "http://emulator:4566",
                        "AWS_REGION", "eu-west-1",
                        "AWS_DEFAULT_REGION", "eu-west-2",
                        "AWS_ACCESS_KEY_ID", "111122223333",
                        "AWS_SECRET_ACCESS_KEY", "secret")))
                .extracting(LocalAws::region, LocalAws::accessKey, LocalAws::secretKey, LocalAws::account)
                .containsExactly("eu-west-1", "111122223333", "secret", "111122223333");
    }

    @Test
    void anEndpointThatIsNoAddressIsAnError() {
        assertThatThrownBy(() -> aws(Map.of("AWS_ENDPOINT_URL", "localhost:4566")))
                .hasMessage("AWS_ENDPOINT_URL is not an address: localhost:4566");
    }

    @Test
    void theTemplatesAreReadForItsRegionAndItsAccount() {
        Template template = Template.read(
                Path.of("").toAbsolutePath(),
                aws(Map.of(
                                "AWS_ENDPOINT_URL", "http://emulator:4566",
                                "AWS_REGION", "eu-west-1",
                                "AWS_ACCESS_KEY_ID", "111122223333"))
                        .parameters());

        assertThat(template.queues())
                .extracting(Template.Queue::arn)
                .contains("arn:aws:sqs:eu-west-1:111122223333:kaibo-local-room-on-air");
        assertThat(template.function("room-sync").orElseThrow().rights())
                .contains(new Template.Right(
                        "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:kaibo-local-room-on-air"));
    }
}
