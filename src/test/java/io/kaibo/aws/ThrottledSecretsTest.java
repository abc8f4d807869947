package io.kaibo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.JsonServices;
import io.kaibo.local.LocalAws;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.LocalSecrets;
import io.kaibo.local.Template;
import io.kaibo.testing.Defaults;
import io.kaibo.testing.RecordingProxy;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/** SSM gives an account 40 reads a second, and more instances than that start at once. */
class ThrottledSecretsTest {
    private static final String NAME = "/kaibo/local/push-token";

    /** The SDK by itself gives up at the third or the fourth. */
    private static final int THROTTLED = 6;

    @Test
    void aReadThatIsThrottledIsTriedAgain() throws IOException {
        LocalPorts ports = LocalPorts.free();
        JsonServices.serve(LocalAws.embedded(ports), Defaults.template());
        try (RecordingProxy proxy = new RecordingProxy(LocalPorts.uri(ports.ssm()));
                SsmClient ssm = AwsClients.retryPatiently(SsmClient.builder())
                        .endpointOverride(proxy.address())
                        .region(Region.of(Template.REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
            proxy.throttle(THROTTLED);

            assertThat(ssm.getParameters(read -> read.names(NAME).withDecryption(true))
                            .parameters())
                    .singleElement()
                    .satisfies(parameter -> assertThat(parameter.value()).isEqualTo(LocalSecrets.PUSH_TOKEN));
            assertThat(proxy.operations()).hasSize(THROTTLED + 1).containsOnly("GetParameters");
        }
    }
}
