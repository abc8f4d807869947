package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.SsmException;

class ParameterStoreTest {
    private HttpServer server;
    private SsmClient ssm;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/", AwsJson.of(new ParameterStore(Map.of("/kaibo/local/a", "1", "/kaibo/local/b", "2")).operations()));
        server.start();
        ssm = SsmClient.builder()
                .endpointOverride(LocalPorts.uri(server.getAddress().getPort()))
                .region(Region.of(Template.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        ssm.close();
        server.stop(0);
    }

    @Test
    void parametersThatAreThereComeDecryptedAndTheOthersAreNamed() {
        GetParametersResponse answer = ssm.getParameters(b ->
                b.names("/kaibo/local/a", "/kaibo/local/x", "/kaibo/local/b").withDecryption(true));

        assertThat(answer.parameters())
                .extracting(p -> entry(p.name(), p.value()))
                .containsExactly(entry("/kaibo/local/a", "1"), entry("/kaibo/local/b", "2"));
        assertThat(answer.parameters()).extracting(Parameter::type).containsOnly(ParameterType.SECURE_STRING);
        assertThat(answer.invalidParameters()).containsExactly("/kaibo/local/x");
    }

    @Test
    void withoutDecryptionASecretDoesNotComeOut() {
        assertThat(ssm.getParameters(b -> b.names("/kaibo/local/a")).parameters())
                .singleElement()
                .satisfies(parameter -> assertThat(parameter.value()).isNotEqualTo("1"));
    }

    @Test
    void elevenNamesAreRefusedAsAtAws() {
        var names = IntStream.range(0, 11).mapToObj(i -> "/kaibo/local/" + i).toList();

        assertThatThrownBy(() -> ssm.getParameters(b -> b.names(names)))
                .isInstanceOf(SsmException.class)
                .hasMessageContaining("1 to 10");
    }
}
