package io.kaibo.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Signs pushes and, in safe mode, encrypts them (消息推送). */
final class PushCipher {
    /** The padding is PKCS#7 for blocks of 32 bytes. Java does not have it: the blocks of AES have 16. */
    private static final int BLOCK = 32;

    private PushCipher() {}

    /** @param encodingAesKey 43 characters of Base64: 32 bytes without the padding of their text */
    static SecretKeySpec key(String encodingAesKey) {
        return new SecretKeySpec(Base64.getDecoder().decode(encodingAesKey + "="), "AES");
    }

    /** The signature of the token and all that is signed with it, in any order. */
    static String sign(String... parts) {
        String[] sorted = parts.clone();
        Arrays.sort(sorted);
        try {
            byte[] text = String.join("", sorted).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** @param random 16 characters, new for each call */
    static String encrypt(SecretKeySpec key, String random, String message, String appid) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        int length = random.length() + Integer.BYTES + text.length + appid.length();
        int padding = BLOCK - length % BLOCK;
        ByteBuffer plain = ByteBuffer.allocate(length + padding)
                .put(random.getBytes(StandardCharsets.US_ASCII))
                .putInt(text.length)
                .put(text)
                .put(appid.getBytes(StandardCharsets.US_ASCII));
        Arrays.fill(plain.array(), length, length + padding, (byte) padding);
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(key.getEncoded(), 0, cipher.getBlockSize()));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in CBC", e);
        }
    }
}
