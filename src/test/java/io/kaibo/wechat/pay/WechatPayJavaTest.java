package io.kaibo.wechat.pay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.util.PemUtil;
import io.kaibo.sandbox.pay.PayKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WeChat Pay's own library as an independent check, both ways. */
class WechatPayJavaTest {

    private static final String SERIAL = Platform.SERIAL;

    private final Clock clock = PayFixtures.CLOCK;

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"stock_id\":\"1\"}", "满减\n券"})
    void whatWeSignItChecks(String body) {
        Instant now = clock.instant();
        String target = "/v3/marketing/favor/stocks/1?stock_creator_mchid=2";
        String signature =
                new MerchantSignatures(PayFixtures.secrets()).sign("GET", target, now, "nonce", body.getBytes(UTF_8));
        String message = "GET\n" + target + "\n" + now.getEpochSecond() + "\nnonce\n" + body + "\n";
        assertThat(new RSAVerifier(PayKeys.merchantPublicKey(), SERIAL).verify(SERIAL, message, signature))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"coupon_id\":\"1\"}", "满减\n券"})
    void whatItSignsWeCheck(String body) {
        PaySignatures.Headers headers = Platform.sign(body, clock.instant());
        PaySignatures signatures = new PaySignatures(Platform.secrets(), clock);
        assertThat(signatures.check(headers, body.getBytes(UTF_8))).isEmpty();
        assertThat(signatures.check(headers, (body + " ").getBytes(UTF_8))).hasValue(SignatureFault.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "coupon", "满减"})
    void whatItEncryptsWeDecryptAndItReadsWhatWeRead(String associatedData) {
        AeadAesCipher theirs = new AeadAesCipher(PayKeys.API_KEY.getBytes(UTF_8));
        byte[] nonce = "0123456789ab".getBytes(UTF_8);
        byte[] plain = "{\"coupon_name\":\"满减\"}".getBytes(UTF_8);
        String encrypted = theirs.encrypt(associatedData.getBytes(UTF_8), nonce, plain);
        assertThat(new PayCipher(PayFixtures.secrets()).decrypt("0123456789ab", associatedData, encrypted))
                .hasValue(plain);
        assertThat(theirs.decrypt(
                        associatedData.getBytes(UTF_8),
                        nonce,
                        Base64.getDecoder().decode(encrypted)))
                .isEqualTo(new String(plain, UTF_8));
    }

    @Test
    void itReadsTheSameKeys() {
        String publicKey = PayKeys.publicKey();
        assertThat(PemKeys.readPublic(publicKey)).isEqualTo(PemUtil.loadPublicKeyFromString(publicKey));
        assertThat(PemKeys.readPublic(PayKeys.certificate()))
                .isEqualTo(PemUtil.loadX509FromString(PayKeys.certificate()).getPublicKey());
        assertThat(PemUtil.getSerialNumber(PemUtil.loadX509FromString(PayKeys.certificate())))
                .isEqualTo(PayKeys.CERTIFICATE_SERIAL);
        assertThat(PemKeys.readPrivate(PayKeys.merchantKey()))
                .isEqualTo(PemUtil.loadPrivateKeyFromString(PayKeys.merchantKey()));
    }
}
