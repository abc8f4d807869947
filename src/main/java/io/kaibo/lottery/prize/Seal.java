package io.kaibo.lottery.prize;

import io.kaibo.aws.DataKey;
import io.kaibo.aws.EncryptionKey;
import io.kaibo.aws.UndecipherableException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An envelope: AES-256-GCM under a data key that is used once. The bytes are
 *
 * <pre>
 * 1 byte       version, 1
 * 2 bytes      length of the encrypted data key, big-endian
 * …            the encrypted data key
 * 12 bytes     nonce, random
 * …            cipher text and its tag of 16 bytes
 * </pre>
 *
 * <p>What the plain text belongs to, the context, is KMS's encryption context of the data key and GCM's additional data.
 */
final class Seal {

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final EncryptionKey key;
    private final SecureRandom random = new SecureRandom();

    Seal(EncryptionKey key) {
        this.key = key;
    }

    byte[] seal(byte[] plain, Map<String, String> context) {
        DataKey dataKey = key.generateDataKey(context);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] encrypted = dataKey.encrypted();
        try {
            byte[] body =
                    cipher(Cipher.ENCRYPT_MODE, dataKey.plain(), nonce, context).doFinal(plain);
            return ByteBuffer.allocate(1 + Short.BYTES + encrypted.length + NONCE + body.length)
                    .put(VERSION)
                    .putShort((short) encrypted.length)
                    .put(encrypted)
                    .put(nonce)
                    .put(body)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** @throws BrokenSealException if the bytes are altered, or were sealed in another context or under another key */
    byte[] open(byte[] sealed, Map<String, String> context) {
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        try {
            if (bytes.get() != VERSION) {
                throw new BrokenSealException("it has a version that is not known", null);
            }
            byte[] encrypted = take(bytes, Short.toUnsignedInt(bytes.getShort()));
            byte[] nonce = take(bytes, NONCE);
            byte[] body = take(bytes, bytes.remaining());
            return cipher(Cipher.DECRYPT_MODE, key.decrypt(encrypted, context), nonce, context)
                    .doFinal(body);
        } catch (BufferUnderflowException e) {
            throw new BrokenSealException("it is too short", e);
        } catch (UndecipherableException | AEADBadTagException e) {
            throw new BrokenSealException("it is altered, or belongs to something else", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static byte[] take(ByteBuffer bytes, int length) {
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    private static Cipher cipher(int mode, byte[] dataKey, byte[] nonce, Map<String, String> context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(dataKey, "AES"), new GCMParameterSpec(Byte.SIZE * TAG, nonce));
        cipher.updateAAD(canonicalBytes(context));
        return cipher;
    }

    /** A line {@code name=value} for each pair, in the order of the names. Neither has a line break or an equals sign. */
    static byte[] canonicalBytes(Map<String, String> context) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(context)
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
