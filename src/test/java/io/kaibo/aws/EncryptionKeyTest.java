package io.kaibo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.local.JsonServices;
import io.kaibo.local.LocalAws;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.Template;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Defaults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class EncryptionKeyTest {
    private static final String TEXT = "the plain text of a test";
    private static final byte[] PLAIN = TEXT.getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> CONTEXT = Map.of("lottery", "1", "purpose", "seed");

    private static KmsClient kms;
    private static EncryptionKeys keys;

    @BeforeAll
    static void serve() {
        LocalPorts ports = LocalPorts.free();
        Template project = Defaults.template();
        List<Template.EncryptionKey> two = new ArrayList<>(project.keys());
        two.add(new Template.EncryptionKey("Other", "alias/kaibo-local-other"));
        JsonServices.serve(LocalAws.embedded(ports), new Template(List.of(), List.of(), List.of(), two));
        kms = KmsClient.builder()
                .endpointOverride(LocalPorts.uri(ports.ssm()))
                .region(Region.of(Template.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        keys = new EncryptionKeys(
                kms, new Deployment(Optional.of("local"), Template.REGION, Optional.empty(), false, Optional.empty()));
    }

    @AfterAll
    static void close() {
        kms.close();
    }

    @BeforeEach
    void forget() {
        Calls.reset();
    }

    @Test
    void whatIsEncryptedIsDecryptedInTheSameContextWhateverItsOrder() {
        EncryptionKey key = keys.open("lottery-seeds");

        LinkedHashMap<String, String> forwards = new LinkedHashMap<>();
        forwards.put("lottery", "1");
        forwards.put("purpose", "seed");

        byte[] cipher = key.encrypt(PLAIN, forwards);

        assertThat(new String(cipher, StandardCharsets.ISO_8859_1)).doesNotContain(TEXT);
        assertThat(key.decrypt(cipher, forwards.reversed())).isEqualTo(PLAIN);
    }

    @Test
    void inAnotherContextItIsNotDecrypted() {
        EncryptionKey key = keys.open("lottery-seeds");
        byte[] cipher = key.encrypt(PLAIN, CONTEXT);

        for (Map<String, String> other : List.<Map<String, String>>of(
                Map.of(),
                Map.of("lottery", "1"),
                Map.of("lottery", "2", "purpose", "seed"),
                Map.of("lottery", "1", "purpose", "seed", "more", "1"))) {
            assertThatThrownBy(() -> key.decrypt(cipher, other))
                    .isInstanceOf(UndecipherableException.class)
                    .hasCauseInstanceOf(InvalidCiphertextException.class)
                    .hasMessage("alias/kaibo-local-lottery-seeds does not decrypt it:"
                            + " the key or the context is another, or the cipher text is altered");
        }
    }

    @Test
    void alteredItIsNotDecrypted() {
        EncryptionKey key = keys.open("lottery-seeds");
        byte[] cipher = key.encrypt(PLAIN, CONTEXT);

        for (int at = 0; at < cipher.length; at++) {
            byte[] altered = cipher.clone();
            altered[at] ^= 1;
            assertThatThrownBy(() -> key.decrypt(altered, CONTEXT))
                    .as("byte " + at)
                    .isInstanceOf(UndecipherableException.class);
        }
    }

    @Test
    void anotherKeyDoesNotDecryptIt() {
        byte[] cipher = keys.open("other").encrypt(PLAIN, CONTEXT);

        assertThatThrownBy(() -> keys.open("lottery-seeds").decrypt(cipher, CONTEXT))
                .isInstanceOf(UndecipherableException.class)
                .hasCauseInstanceOf(IncorrectKeyException.class);
        assertThat(kms.decrypt(request -> request.ciphertextBlob(SdkBytes.fromByteArray(cipher))
                                .encryptionContext(CONTEXT))
                        .plaintext()
                        .asByteArray())
                .as("KMS by itself goes by the key that the cipher text names")
                .isEqualTo(PLAIN);
    }

    @Test
    void aKeyThatIsMissingIsAnErrorThatNamesIt() {
        EncryptionKey key = keys.open("nowhere");

        assertThatThrownBy(() -> key.encrypt(PLAIN, CONTEXT))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("alias/kaibo-local-nowhere");
        assertThatThrownBy(() -> key.generateDataKey(CONTEXT)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aDataKeyIsNewEachTimeAndDecryptedInItsContextAlone() {
        EncryptionKey key = keys.open("lottery-seeds");

        DataKey one = key.generateDataKey(CONTEXT);
        DataKey other = key.generateDataKey(CONTEXT);

        assertThat(one.plain()).hasSize(32).isNotEqualTo(other.plain());
        assertThat(one.encrypted()).isNotEqualTo(other.encrypted());
        assertThat(key.decrypt(one.encrypted(), CONTEXT)).isEqualTo(one.plain());
        assertThatThrownBy(() -> key.decrypt(one.encrypted(), Map.of("lottery", "2", "purpose", "seed")))
                .isInstanceOf(UndecipherableException.class);
        assertThat(one).hasToString("DataKey");
    }

    @Test
    void noMessageHasThePlainText() {
        EncryptionKey key = keys.open("lottery-seeds");
        byte[] tooLong = TEXT.repeat(200).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> key.encrypt(tooLong, CONTEXT))
                .isInstanceOf(KmsException.class)
                .message()
                .contains("4096")
                .doesNotContain(TEXT);
    }

    @Test
    void eachOfItsCallsCanBeMadeToFail() {
        EncryptionKey key = keys.open("lottery-seeds");
        Calls.plan(new Calls.Fault(2, Calls.Moment.AFTER, Calls.Kind.RETRIED));

        assertThat(key.decrypt(key.encrypt(PLAIN, CONTEXT), CONTEXT)).isEqualTo(PLAIN);

        assertThat(Calls.made()).containsExactly("Kms.Encrypt", "Kms.Decrypt");
        assertThat(Calls.hasStruck()).isTrue();
    }
}
