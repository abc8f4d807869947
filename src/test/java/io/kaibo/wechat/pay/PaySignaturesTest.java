package io.kaibo.wechat.pay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Secrets;
import io.kaibo.sandbox.pay.PayKeys;
import io.kaibo.wechat.pay.PaySignatures.Headers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures both ways, against vectors that OpenSSL made of the sandbox's keys. */
class PaySignaturesTest {

    private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";
    private static final byte[] BODY = "{\"coupon_id\":\"1\"}".getBytes(UTF_8);

    private static final Headers BY_PUBLIC_KEY = new Headers(
            PayKeys.PUBLIC_KEY_ID,
            "1554208460",
            "c5ac7061fccab6bf3e254dcf98995b8c",
            "jEbwZkc6khtXfPFeY/1Q1OG4nt9Yj9PUMlurTJvkwjJZHeHfYToc0mHm0hyagpVPgVifiPDnIgmB092q0EUWQ7IcfV7oMEZS8MOnM/pdroqWNjB9WXkm5eGicG8EFlEKEJjP8HYlkuOdVR7pAcZQWDUaVRcK0ePtAVpHuR6SLh5HWFGD4mPyMhyNyIt1CrOwnjp1tIE71XXtPgoac0kECVdTNGxupkeh/i7A+yPIDVTLFMh719U1IvwJjjHRK5nThgNmC+e8F7yxOdEZVR6sZVdsETbapZxNNQcqhOEz00sGkTfo6m2ole4owLKxjfyeR0cgVBMYq8eEs3TBrPFwWA==");
    private static final Headers BY_CERTIFICATE = new Headers(
            PayKeys.CERTIFICATE_SERIAL,
            "1554208460",
            "c5ac7061fccab6bf3e254dcf98995b8c",
            "gxMb8H5pWCk2calJap2PpG5AhSQG3xGLxg0eqbTQbL5TghnEmtooei6ip7vnjDdoFs8ChUuRRwx/Qv94cqFYxWa9d4WW34jBb6Pi3k7Rc+SPICzld1Slqu3IGyWMIMrdeefEzJXxbBuD/DFzXQpS1Kq0AUbZPQ0dR1+czohCeuyvrk9K56spAgcdNbdSCANy2kqRS1mMXfa41hayju9La2o5hkJTi51LIUZVlHrY1qRkLs015vFMxT2e/yb5d9/cT3ev94ClYVSeaUZcVs6pbuywd3vfyCgdeJlgbxHn6/+2kDvFGbKfX5L0kuCpyMXexuUY7grwMLU/d9guNhRvSg==");

    private final PaySignatures signatures = new PaySignatures(PayFixtures.secrets(), PayFixtures.CLOCK);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /pay/v3/marketing/favor/users/oAbc/coupons | {\"stock_id\":\"1\"} | ZPfCB459TBFZo57Fcs+wMnUClDyGOd5NLxwFrV8GD4GafIgJfIskBwIAdG08VaIYHGWa5tXaCMeuhYeypC3Bz010lgPwuSbSlNuVzGzYmmK/MliAelNmEmpuL16Zv+5U6dcBpXHZfC09zl+KRdinNFEi5m+Jv94IXuP/4Rs0vw8K2EEW9kROoLJyZibvL2hwtaakekgxXxBu2YBFJQMbTvnyB4QVjGo+eriQ6HrcyISng8azAXtadbAq0p8C48+BcC0tcsZticarGXBOK2hd9ZCUpaw904XeeqNz7pMtftMBsYGAV8fd0QPeZLRQHlkg3Ll14I22IBoAh8ILrpf2RA==",
                "GET | /v3/marketing/favor/stocks/1?stock_creator_mchid=1900000109 | '' | YR2+Uj6/ql4G18WnWq5vKzp88eQe0naAaQ5PMSo1HqBCzNkd8CPG8ZJm8poDezb2D/AKDQjcqlzSFtN68WAGfQ1FaEALEzEuKrva8nOXl8wMgwdCx7K9eLM9TYlFNi3cU1+nZ6zjUFdIe5R8XP1eJwyguP++II5w1mt7DrYE9UuYFrgNW8TDGRnurN1YDgqNOaGH8T1mk7m1HsLZZ3lBjAZHVv+iQtemrkm1G5cvTjgrMbXubONjt0q7LE3SOcQIfGDYed1itozr0Jma6J6sOie0kT6PfOBn7zt6l+of48PUv6KI8Af+GJ68wXcbdDoOjrEd4mfVKfzJJtIaPKfcog==",
            })
    void aRequestIsSignedOverItsMethodItsTargetItsTimeItsNonceAndItsBody(
            String method, String target, String body, String signature) {
        assertThat(new MerchantSignatures(PayFixtures.secrets())
                        .sign(method, target, PayFixtures.SIGNED_AT, NONCE, body.getBytes(UTF_8)))
                .isEqualTo(signature);
    }

    @Test
    void thePublicKeyAndThePlatformCertificateAreBothAcceptedAndTheFirstIsNamed() throws Exception {
        assertThat(signatures.check(BY_PUBLIC_KEY, BODY)).isEmpty();
        assertThat(signatures.check(BY_CERTIFICATE, BODY)).isEmpty();
        assertThat(signatures.platformSerial()).isEqualTo(PayKeys.PUBLIC_KEY_ID);
        String certificateFirst = new ObjectMapper()
                .createObjectNode()
                .put(PayKeys.CERTIFICATE_SERIAL, PayKeys.certificate())
                .put(PayKeys.PUBLIC_KEY_ID, PayKeys.publicKey())
                .toString();
        assertThat(new PaySignatures(PayFixtures.secrets(certificateFirst), PayFixtures.CLOCK).platformSerial())
                .isEqualTo(PayKeys.CERTIFICATE_SERIAL);
    }

    @Test
    void everyAlteredByteIsRefused() {
        for (int i = 0; i < BODY.length; i++) {
            assertThat(signatures.check(BY_PUBLIC_KEY, altered(BODY, i))).hasValue(SignatureFault.SIGNATURE);
        }
        assertThat(signatures.check(BY_PUBLIC_KEY, new byte[0])).hasValue(SignatureFault.SIGNATURE);
        for (Headers headers : alteredHeaders()) {
            assertThat(signatures.check(headers, BODY)).as(headers.toString()).isNotEmpty();
        }
    }

    private static List<Headers> alteredHeaders() {
        Headers h = BY_PUBLIC_KEY;
        List<Headers> all = new ArrayList<>();
        for (String other : alteredTexts(h.serial())) {
            all.add(new Headers(other, h.timestamp(), h.nonce(), h.signature()));
        }
        for (String other : alteredTexts(h.timestamp())) {
            all.add(new Headers(h.serial(), other, h.nonce(), h.signature()));
        }
        for (String other : alteredTexts(h.nonce())) {
            all.add(new Headers(h.serial(), h.timestamp(), other, h.signature()));
        }
        byte[] signature = Base64.getDecoder().decode(h.signature());
        for (int i = 0; i < signature.length; i++) {
            String other = Base64.getEncoder().encodeToString(altered(signature, i));
            all.add(new Headers(h.serial(), h.timestamp(), h.nonce(), other));
        }
        return all;
    }

    private static List<String> alteredTexts(@Nullable String text) {
        byte[] bytes = String.valueOf(text).getBytes(UTF_8);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            all.add(new String(altered(bytes, i), UTF_8));
        }
        return all;
    }

    private static byte[] altered(byte[] bytes, int place) {
        byte[] other = bytes.clone();
        other[place] ^= 1;
        return other;
    }

    @Test
    void theSerialNamesTheKeyThatCounts() {
        Headers swapped = new Headers(
                PayKeys.CERTIFICATE_SERIAL,
                BY_PUBLIC_KEY.timestamp(),
                BY_PUBLIC_KEY.nonce(),
                BY_PUBLIC_KEY.signature());
        assertThat(signatures.check(swapped, BODY)).hasValue(SignatureFault.SIGNATURE);
        Headers unknown = new Headers(
                "PUB_KEY_ID_1", BY_PUBLIC_KEY.timestamp(), BY_PUBLIC_KEY.nonce(), BY_PUBLIC_KEY.signature());
        assertThat(signatures.check(unknown, BODY)).hasValue(SignatureFault.SERIAL);
    }

    @ParameterizedTest
    @CsvSource({"-301, TIME", "-300,", "0,", "300,", "301, TIME", "86400, TIME"})
    void fiveMinutesOffAreAllowedEitherWay(long seconds, @Nullable SignatureFault fault) {
        Clock later = Clock.offset(PayFixtures.CLOCK, Duration.ofSeconds(seconds));
        assertThat(new PaySignatures(PayFixtures.secrets(), later).check(BY_PUBLIC_KEY, BODY))
                .isEqualTo(Optional.ofNullable(fault));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WECHATPAY/SIGNTEST/jEbwZkc6khtXfPFeY/1Q1OG4nt9Yj9PUMlurTJvkwjJZHeHf",
                "not Base64!",
                "AAAA",
            })
    void aProbeIsRefusedAsAnyWrongSignature(String signature) {
        Headers probe =
                new Headers(BY_PUBLIC_KEY.serial(), BY_PUBLIC_KEY.timestamp(), BY_PUBLIC_KEY.nonce(), signature);
        assertThat(signatures.check(probe, BODY)).hasValue(SignatureFault.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1554208460.0", " 1554208460", "155420846000", "99999999999999999999", "now"})
    void aTimeThatIsNoNumberOfSecondsIsRefused(String timestamp) {
        Headers odd = new Headers(BY_PUBLIC_KEY.serial(), timestamp, BY_PUBLIC_KEY.nonce(), BY_PUBLIC_KEY.signature());
        assertThat(signatures.check(odd, BODY)).hasValue(SignatureFault.FORM);
    }

    @Test
    void aHeaderThatIsAbsentIsRefused() {
        Headers h = BY_PUBLIC_KEY;
        assertThat(List.of(
                        new Headers(null, h.timestamp(), h.nonce(), h.signature()),
                        new Headers(h.serial(), null, h.nonce(), h.signature()),
                        new Headers(h.serial(), h.timestamp(), null, h.signature()),
                        new Headers(h.serial(), h.timestamp(), h.nonce(), null),
                        new Headers(null, null, null, null)))
                .allSatisfy(
                        headers -> assertThat(signatures.check(headers, BODY)).hasValue(SignatureFault.FORM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "no JSON",
                "{\"a\":\"\"}",
                "{\"a\":1}",
                "{\"a\":\"-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----\"}",
                "{\"a\":\"-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----\"}",
                // of an elliptic curve
                "{\"a\":\"-----BEGIN PUBLIC KEY-----MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKglxaYdKrKQB034vaS/I996E44Qp7GPTjKi0JW22v4qG45oylvdx1Yh4IHJ5aGF4FEDlnLTJcZtdgwCB40Brfw==-----END PUBLIC KEY-----\"}",
                "{\"a\":\"-----BEGIN CERTIFICATE-----\\nMIIBbjCCARWgAwIBAgIUXNCuMsom8dfqUFLEJY9nnP7Y4B8wCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBeDAgFw0yNjExMjgwOTI5MzRaGA8yMTI2MTEwNDA5MjkzNFowDDEKMAgGA1UEAwwBeDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCoJcWmHSqykAdN+L2kvyPfehOOEKexj04yotCVttr+KhuOaMpb3cdWIeCByeWhheBRA5Zy0yXGbXYMAgeNAa3+jUzBRMB0GA1UdDgQWBBRpavF8SXrQFDTvfZ4eGPXXHavzfTAfBgNVHSMEGDAWgBRpavF8SXrQFDTvfZ4eGPXXHavzfTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIF3ag5je/61LsLScmSdkLBiHV4mgc42cWi/qS9wXEFcbAiBKwDYHlb2exQu0WoU2ILU2K/LacdQ/fQ9Um5TwgN8DaA==\\n-----END CERTIFICATE-----\"}",
            })
    void platformKeysThatCannotBeUsedAreNamedAndNotQuoted(String secret) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new PaySignatures(PayFixtures.secrets(secret), PayFixtures.CLOCK))
                .withMessageContaining("pay-public-keys")
                .withNoCause()
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("AAAA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "[]",
                "{\"1A\":\"no PEM\"}",
                "{\"1A\":\"-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----\"}"
            })
    void aMerchantKeyThatCannotBeUsedIsNamedAndNotQuoted(String secret) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new MerchantSignatures(new Secrets(Map.of("pay-merchant-key", secret))))
                .withMessageContaining("pay-merchant-key")
                .withNoCause()
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("AAAA");
    }
}
