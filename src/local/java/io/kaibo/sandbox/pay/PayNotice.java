package io.kaibo.sandbox.pay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.sandbox.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A notification (回调通知), which is the same each time that it is delivered but for its encryption and its signature.
 *
 * @param resource what is encrypted
 */
record PayNotice(String id, Instant at, String type, String originalType, ObjectNode resource) {
    /** How the additional data of the encryption stands in a notification. */
    enum AssociatedData {
        TEXT,
        EMPTY,
        NULL,
        ABSENT
    }

    private static final SecretKeySpec KEY =
            new SecretKeySpec(PayKeys.API_KEY.getBytes(StandardCharsets.US_ASCII), "AES");
    private static final SecureRandom RANDOM = new SecureRandom();

    static PayNotice ofUse(PayCoupon coupon, Instant now) {
        return new PayNotice(UUID.randomUUID().toString(), now, "COUPON.USE", "coupon", coupon.used(now));
    }

    /** What follows a word that is said back (商户签名验签/加解密测试). */
    static PayNotice ofEcho(ObjectNode echo, Instant now) {
        return new PayNotice(UUID.randomUUID().toString(), now, "SECURITY_ECHO.SUCCESS", "security_echo", echo);
    }

    /** The body of one delivery. */
    String body(AssociatedData associatedData) {
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("create_time", PayStock.format(at))
                .put("resource_type", "encrypt-resource")
                .put("event_type", type)
                .put("summary", "代金券核销通知");
        String nonce = HexFormat.of().formatHex(randomBytes(6));
        String data = associatedData == AssociatedData.TEXT ? originalType : "";
        ObjectNode encrypted = body.putObject("resource")
                .put("original_type", originalType)
                .put("algorithm", "AEAD_AES_256_GCM")
                .put("ciphertext", encrypt(resource.toString(), nonce, data))
                .put("nonce", nonce);
        switch (associatedData) {
            case TEXT, EMPTY -> encrypted.put("associated_data", data);
            case NULL -> encrypted.putNull("associated_data");
            case ABSENT -> {}
        }
        return body.toString();
    }

    private static String encrypt(String plain, String nonce, String data) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, KEY, new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.US_ASCII)));
            cipher.updateAAD(data.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
