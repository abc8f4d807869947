package io.kaibo.wechat.pay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kaibo.aws.Secrets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decryption, against vectors that another implementation made with the sandbox's key. */
class PayCipherTest {

    private static final String NONCE = "0123456789ab";
    private static final String PLAIN = "{\"coupon_id\":\"1\",\"coupon_name\":\"满减\"}";
    private static final String WITH_TEXT =
            "S4tAKW9/XHGwX1STUfbDZMWmO3bJWACE/XW8jFGtWPquIt5ouOAxOf/1sHPQP9iGZRUqi5341zk=";
    private static final String WITHOUT =
            "S4tAKW9/XHGwX1STUfbDZMWmO3bJWACE/XW8jFGtWPquIt5ouOAxOVJuD2TEBPYX4NAgvozBj18=";

    private final PayCipher cipher = new PayCipher(PayFixtures.secrets());

    @Test
    void whatWasEncryptedWithAssociatedDataIsReadWithIt() {
        assertThat(cipher.decrypt(NONCE, "coupon", WITH_TEXT)).hasValue(PLAIN.getBytes(UTF_8));
        assertThat(cipher.decrypt(NONCE, "", WITH_TEXT)).isEmpty();
        assertThat(cipher.decrypt(NONCE, "coupo", WITH_TEXT)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void absentAndEmptyAssociatedDataAreTheSame(@Nullable String associatedData) {
        assertThat(cipher.decrypt(NONCE, associatedData, WITHOUT)).hasValue(PLAIN.getBytes(UTF_8));
        assertThat(cipher.decrypt(NONCE, associatedData, WITH_TEXT)).isEmpty();
    }

    @Test
    void everyAlteredByteIsRefused() {
        byte[] encrypted = Base64.getDecoder().decode(WITH_TEXT);
        for (int i = 0; i < encrypted.length; i++) {
            byte[] other = encrypted.clone();
            other[i] ^= 1;
            assertThat(cipher.decrypt(NONCE, "coupon", Base64.getEncoder().encodeToString(other)))
                    .isEmpty();
        }
        for (int i = 0; i < NONCE.length(); i++) {
            assertThat(cipher.decrypt(NONCE.substring(0, i) + "x" + NONCE.substring(i + 1), "coupon", WITH_TEXT))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0123456789a, AAAA",
        "0123456789abc, AAAA",
        "'', AAAA",
        "0123456789ab, ''",
        "0123456789ab, not Base64",
        "0123456789ab, AAAA"
    })
    void whatIsNoCiphertextIsRefused(String nonce, String ciphertext) {
        assertThat(cipher.decrypt(nonce, null, ciphertext)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcdef0123456789abcdef0", "0123456789abcdef0123456789abcde券"})
    void aKeyOfAnotherLengthIsNamedAndNotQuoted(String key) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new PayCipher(new Secrets(Map.of("pay-api-key", key))))
                .withMessage("the secret pay-api-key is no APIv3 key of 32 characters");
    }
}
