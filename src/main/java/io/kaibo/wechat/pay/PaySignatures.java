package io.kaibo.wechat.pay;

import io.kaibo.aws.Secrets;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay's signatures of API v3, of answers and of notifications: RSA with SHA-256, PKCS #1 v1.5, over lines that each end with a line
 * feed. Source: 接口规则, 签名验证. {@link MerchantSignatures} makes ours.
 */
@Singleton
public class PaySignatures {

    /** How far the time of what WeChat Pay signed may be from ours, either way. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    static final String ALGORITHM = "SHA256withRSA";

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    /** What WeChat Pay signed, beside the bytes of the body; null where the header is absent. */
    public record Headers(
            @Nullable String serial,
            @Nullable String timestamp,
            @Nullable String nonce,
            @Nullable String signature) {

        /** @param headers gives the value of a header by its name, in any case; null if it is absent */
        public static Headers read(Function<String, @Nullable String> headers) {
            return new Headers(
                    headers.apply("Wechatpay-Serial"),
                    headers.apply("Wechatpay-Timestamp"),
                    headers.apply("Wechatpay-Nonce"),
                    headers.apply("Wechatpay-Signature"));
        }

        /** Whether there is no header of a signature at all. */
        boolean isEmpty() {
            return serial == null && timestamp == null && nonce == null && signature == null;
        }
    }

    private final PlatformKeys platformKeys;
    private final Clock clock;

    PaySignatures(Secrets secrets, Clock clock) {
        this.platformKeys = new PlatformKeys(secrets.get("pay-public-keys"));
        this.clock = clock;
    }

    /** The serial that a request names, so that its answer is signed by that key. */
    String platformSerial() {
        return platformKeys.currentSerial();
    }

    /**
     * Why the bytes are not what WeChat Pay signed within the last five minutes; empty if they are. WeChat Pay sends wrong signatures on
     * purpose, to see whether they are refused: nothing here treats them differently.
     */
    public Optional<SignatureFault> check(Headers headers, byte[] body) {
        if (headers.serial() == null
                || headers.nonce() == null
                || headers.signature() == null
                || headers.timestamp() == null
                || !SECONDS.matcher(headers.timestamp()).matches()) {
            return Optional.of(SignatureFault.FORM);
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(headers.timestamp()));
        if (Duration.between(signedAt, clock.instant()).abs().compareTo(FRESH) > 0) {
            return Optional.of(SignatureFault.TIME);
        }
        Optional<PublicKey> key = platformKeys.find(headers.serial());
        if (key.isEmpty()) {
            return Optional.of(SignatureFault.SERIAL);
        }
        return matches(key.get(), headers.signature(), lines(body, headers.timestamp(), headers.nonce()))
                ? Optional.empty()
                : Optional.of(SignatureFault.SIGNATURE);
    }

    private static boolean matches(PublicKey key, String base64, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(signed);
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (SignatureException | IllegalArgumentException e) {
            // no signature of this key's length, or no Base64
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("it was read as an RSA key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK checks RSA", e);
        }
    }

    /** The values, each with a line feed behind it, and then the body with one. */
    static byte[] lines(byte[] body, String... values) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(body.length + 256);
        for (String value : values) {
            lines.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            lines.write('\n');
        }
        lines.writeBytes(body);
        lines.write('\n');
        return lines.toByteArray();
    }
}
