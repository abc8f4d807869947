package io.kaibo.sandbox.pay;

import io.kaibo.sandbox.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;

/** The keys of the sandbox's WeChat Pay and of its merchant. They are fixed and public: they open nothing but sandboxes. */
public final class PayKeys {
    /** The merchant's number. */
    public static final String MERCHANT = "1900000109";

    /** The serial number of the merchant's certificate. */
    public static final String MERCHANT_SERIAL = "3A7D0C51B2E94F6881D2A6C07E5B19F4423C8D60";

    /** The key that encrypts notifications (APIv3密钥). */
    public static final String API_KEY = "sandboxSandboxSandboxSandboxSand";

    /** The serial of WeChat Pay's public key (微信支付公钥). */
    public static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001092026010100000000000001";

    /** The serial of WeChat Pay's platform certificate (微信支付平台证书). */
    public static final String CERTIFICATE_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E2";

    private PayKeys() {}

    /** The merchant's private key in PEM. */
    public static String merchantKey() {
        return read("merchant-key.pem");
    }

    /** The same, as the secret {@code pay-merchant-key} has it. */
    public static String merchantKeys() {
        return Json.MAPPER
                .createObjectNode()
                .put(MERCHANT_SERIAL, merchantKey())
                .toString();
    }

    /** Both keys by which WeChat Pay signs, as the secret {@code pay-public-keys} has them: the public key first, which requests name then. */
    public static String publicKeys() {
        return Json.MAPPER
                .createObjectNode()
                .put(PUBLIC_KEY_ID, publicKey())
                .put(CERTIFICATE_SERIAL, certificate())
                .toString();
    }

    /** WeChat Pay's public key in PEM. */
    public static String publicKey() {
        return read("platform-public-key.pem");
    }

    /** WeChat Pay's platform certificate in PEM. */
    public static String certificate() {
        return read("certificate.pem");
    }

    /** The key that checks what the merchant signs. */
    public static PublicKey merchantPublicKey() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(decode("merchant-public-key.pem")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key by which WeChat Pay signs as {@link #PUBLIC_KEY_ID}. */
    static PrivateKey platformKey() {
        return privateKey("platform-key.pem");
    }

    /** The key by which WeChat Pay signs as {@link #CERTIFICATE_SERIAL}. */
    static PrivateKey certificateKey() {
        return privateKey("certificate-key.pem");
    }

    private static PrivateKey privateKey(String file) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(decode(file)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String file) {
        return Base64.getMimeDecoder().decode(read(file).replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String read(String file) {
        try (InputStream pem = PayKeys.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(pem, file).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
