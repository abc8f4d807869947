package io.kaibo.testing;

import io.kaibo.local.LocalPorts;
import io.kaibo.local.LocalSecrets;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pushes messages as WeChat does. The cryptography is done once more here, from the block cipher up and with nothing of the
 * application's, so that the two have only WeChat's documentation in common.
 */
public record Pushing(String token, String encodingAesKey, String appid) {

    private static final int BLOCK = 16;
    private static final int PADDED_TO = 32;
    private static final String NONCE = "415670741";

    /** @param query without a question mark */
    public record Pushed(String query, String body) {}

    /** As the local stack expects it. */
    public static Pushing local() {
        return new Pushing(LocalSecrets.PUSH_TOKEN, LocalSecrets.PUSH_AES_KEY, LocalPorts.APPID);
    }

    /** In safe mode, its envelope in JSON. */
    public Pushed safe(String message, Instant at) {
        return encrypted(encrypt("0123456789abcdef", message.getBytes(StandardCharsets.UTF_8)), at);
    }

    /** In safe mode, its envelope in XML. */
    public Pushed safeXml(String message, Instant at) {
        String encrypt = encrypt("0123456789abcdef", message.getBytes(StandardCharsets.UTF_8));
        return new Pushed(
                encrypted(encrypt, at).query(),
                "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[" + encrypt + "]]></Encrypt></xml>");
    }

    /** In safe mode, whatever it is that stands for the encrypted message. */
    public Pushed encrypted(String encrypt, Instant at) {
        return new Pushed(
                plain("", at).query() + "&openid=o1&encrypt_type=aes&msg_signature="
                        + sign(token, seconds(at), NONCE, encrypt),
                "{\"ToUserName\":\"gh_1\",\"Encrypt\":\"" + encrypt + "\"}");
    }

    /** In plain mode. */
    public Pushed plain(String message, Instant at) {
        return new Pushed(
                "signature=" + sign(token, seconds(at), NONCE) + "&timestamp=" + seconds(at) + "&nonce=" + NONCE,
                message);
    }

    /** @param random 16 characters */
    public String encrypt(String random, byte[] message) {
        byte[] id = appid.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(random.length() + 4 + message.length + id.length);
        content.put(random.getBytes(StandardCharsets.US_ASCII))
                .putInt(message.length)
                .put(message)
                .put(id);
        return encryptPadded(padded(content.array()));
    }

    /** @param padded as many bytes as whole blocks have */
    public String encryptPadded(byte[] padded) {
        byte[] key = Base64.getDecoder().decode(encodingAesKey + "=");
        byte[] before = Arrays.copyOf(key, BLOCK);
        var encrypted = new ByteArrayOutputStream();
        try {
            Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
            block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            for (int from = 0; from < padded.length; from += BLOCK) {
                for (int i = 0; i < BLOCK; i++) {
                    before[i] ^= padded[from + i];
                }
                before = block.doFinal(before);
                encrypted.writeBytes(before);
            }
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return Base64.getEncoder().encodeToString(encrypted.toByteArray());
    }

    public static byte[] padded(byte[] content) {
        int padding = PADDED_TO - content.length % PADDED_TO;
        byte[] padded = Arrays.copyOf(content, content.length + padding);
        Arrays.fill(padded, content.length, padded.length, (byte) padding);
        return padded;
    }

    public static String sign(String... values) {
        Arrays.sort(values);
        try {
            return String.format(
                    "%040x",
                    new BigInteger(
                            1,
                            MessageDigest.getInstance("SHA-1")
                                    .digest(String.join("", values).getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }
}
