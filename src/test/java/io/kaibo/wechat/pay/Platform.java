package io.kaibo.wechat.pay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.RSASigner;
import io.kaibo.aws.Secrets;
import io.kaibo.sandbox.pay.PayKeys;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/** A WeChat Pay with a key pair that is new in each run, which signs and encrypts with WeChat Pay's own library. */
final class Platform {

    static final String SERIAL = "PUB_KEY_ID_1";

    static final KeyPair KEYS = makeKeys();

    private Platform() {}

    private static KeyPair makeKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(String type, byte[] encoded) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END " + type
                + "-----\n";
    }

    /** The secrets of a merchant whose WeChat Pay this is. */
    static Secrets secrets() {
        String publicKey = pem("PUBLIC KEY", KEYS.getPublic().getEncoded()).replaceAll("\r?\n", "\\\\n");
        return PayFixtures.secrets("{\"" + SERIAL + "\":\"" + publicKey + "\"}");
    }

    /** The headers that sign a body. */
    static PaySignatures.Headers sign(String body, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        String message = time + "\nnonce\n" + body + "\n";
        String signature =
                new RSASigner(SERIAL, KEYS.getPrivate()).sign(message).getSign();
        return new PaySignatures.Headers(SERIAL, time, "nonce", signature);
    }

    static String encrypt(String plain, String associatedData) {
        return new AeadAesCipher(PayKeys.API_KEY.getBytes(UTF_8))
                .encrypt(associatedData.getBytes(UTF_8), "0123456789ab".getBytes(UTF_8), plain.getBytes(UTF_8));
    }
}
