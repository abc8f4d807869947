package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** What {@code io.kaibo.aws.EncryptionKey} does not ask of it is tried here. */
class LocalKmsTest {
    private static final String ALIAS = "alias/kaibo-local-addresses";
    private static final String ARN = "arn:aws:kms:us-east-1:000000000000:";
    private static final Map<String, String> CONTEXT = Map.of("prize", "1");

    private HttpServer server;
    private KmsClient kms;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve();
        server.start();
        kms = KmsClient.builder()
                .endpointOverride(LocalPorts.uri(server.getAddress().getPort()))
                .region(Region.of(Template.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private void serve() {
        var keys = new LocalKms(List.of(new Template.EncryptionKey("Addresses", ALIAS)));
        server.createContext("/", AwsJson.of(keys.operations()));
    }

    @AfterEach
    void stop() {
        kms.close();
        server.stop(0);
    }

    @Test
    void aDataKeyIsNewEachTimeAndComesBackFromItsCipherTextAfterARestartToo() {
        GenerateDataKeyResponse one = generate(ALIAS);
        GenerateDataKeyResponse other = generate(ALIAS);
        server.removeContext("/");
        serve();

        assertThat(one.plaintext().asByteArray())
                .hasSize(32)
                .isNotEqualTo(other.plaintext().asByteArray());
        assertThat(kms.decrypt(b -> b.keyId(ALIAS)
                                .ciphertextBlob(one.ciphertextBlob())
                                .encryptionContext(CONTEXT))
                        .plaintext())
                .isEqualTo(one.plaintext());
        assertThatThrownBy(() -> kms.decrypt(b -> b.keyId(ALIAS).ciphertextBlob(one.ciphertextBlob())))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void aKeyIsNamedByItsAliasOrByAnArn() {
        assertThat(List.of(generate(ALIAS), generate(ARN + ALIAS), generate(ARN + "key/kaibo-local-addresses")))
                .extracting(GenerateDataKeyResponse::keyId)
                .containsOnly(ARN + "key/kaibo-local-addresses");
        assertThatThrownBy(() -> generate("kaibo-local-addresses-2")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whatIsNoCipherTextOfItsOwnIsRefusedAsAtAws() {
        for (byte[] blob : List.of(new byte[] {0}, new byte[] {5, 1}, new byte[200])) {
            assertThatThrownBy(() -> kms.decrypt(b -> b.keyId(ALIAS).ciphertextBlob(SdkBytes.fromByteArray(blob))))
                    .isInstanceOf(InvalidCiphertextException.class);
        }
    }

    @Test
    void anOperationThatItDoesNotHaveIsAnError() {
        assertThatThrownBy(() -> kms.listKeys())
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("the local stack has no TrentService.ListKeys");
    }

    private GenerateDataKeyResponse generate(String key) {
        return kms.generateDataKey(
                b -> b.keyId(key).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
    }
}
