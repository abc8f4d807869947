package io.kaibo.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts what WeChat pushes: AES-256 in CBC mode, its IV the first half of the key. Source: 消息推送 in the documentation of
 * mini-programs.
 *
 * <pre>
 * 16 random bytes | length of the message, 4 bytes, big-endian | the message | the appid | padding
 * </pre>
 *
 * It proves nothing of who encrypted: {@link PushSignature} does that, before.
 */
final class PushCipher {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 16;
    private static final int RANDOM_BYTES = 16;
    private static final int HEAD_BYTES = RANDOM_BYTES + Integer.BYTES;

    /** PKCS#7 as WeChat has it: up to twice the block of AES, so that the JDK's own would refuse most messages. */
    private static final int PADDED_TO = 32;

    /** What decrypting gives. */
    sealed interface Decryption {}

    @SuppressWarnings("ArrayRecordComponent") // it is read once and never compared
    record Decrypted(byte[] message) implements Decryption {}

    /** @param step at which it was found not to be encrypted with our key for our appid */
    record NotOurs(PushStep step) implements Decryption {}

    private final SecretKeySpec key;
    private final IvParameterSpec iv;
    private final byte[] appid;

    /**
     * @param encodingAesKey the 43 characters that are set in the mini-program's console
     * @param appid ours: WeChat encrypts another mini-program's messages with another one
     */
    PushCipher(String encodingAesKey, String appid) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encodingAesKey + "=");
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("the secret push-aes-key is no EncodingAESKey of 43 characters");
        }
        this.key = new SecretKeySpec(bytes, "AES");
        this.iv = new IvParameterSpec(bytes, 0, IV_BYTES);
        this.appid = appid.getBytes(StandardCharsets.UTF_8);
    }

    Decryption decrypt(String base64) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, iv);
            return extractMessage(cipher.doFinal(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            return new NotOurs(PushStep.BASE64);
        } catch (IllegalBlockSizeException e) {
            return new NotOurs(PushStep.PADDING);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    private Decryption extractMessage(byte[] padded) {
        int end = padded.length - countPadding(padded);
        if (end == padded.length) {
            return new NotOurs(PushStep.PADDING);
        }
        int appidAt = end - appid.length;
        if (appidAt < HEAD_BYTES
                || ByteBuffer.wrap(padded).getInt(RANDOM_BYTES) != appidAt - HEAD_BYTES
                || !MessageDigest.isEqual(appid, Arrays.copyOfRange(padded, appidAt, end))) {
            return new NotOurs(PushStep.APPID);
        }
        return new Decrypted(Arrays.copyOfRange(padded, HEAD_BYTES, appidAt));
    }

    /** How many bytes of padding there are; 0, which there never is, if it is not padded as WeChat does it. */
    private static int countPadding(byte[] padded) {
        if (padded.length == 0 || padded.length % PADDED_TO != 0) {
            return 0;
        }
        byte count = padded[padded.length - 1];
        if (count < 1 || count > PADDED_TO) {
            return 0;
        }
        for (int i = padded.length - count; i < padded.length; i++) {
            if (padded[i] != count) {
                return 0;
            }
        }
        return count;
    }
}
