package io.kaibo.wechat.pay;

import io.kaibo.aws.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts what WeChat Pay encrypts in notifications: AEAD_AES_256_GCM by the APIv3 key, the secret {@code pay-api-key}. Source: 接口规则,
 * 如何解密回调报文.
 */
@Singleton
public class PayCipher {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    PayCipher(Secrets secrets) {
        this.key = read(secrets.get("pay-api-key"));
    }

    private static SecretKeySpec read(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("the secret pay-api-key is no APIv3 key of 32 characters");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /**
     * The plain bytes; empty if they were not encrypted with our key, this nonce and this associated data.
     *
     * @param associatedData null and empty are the same
     */
    Optional<byte[]> decrypt(String nonce, @Nullable String associatedData, String ciphertext) {
        byte[] iv = nonce.getBytes(StandardCharsets.UTF_8);
        if (iv.length != NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv));
            if (associatedData != null) {
                cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
            }
            return Optional.of(cipher.doFinal(Base64.getDecoder().decode(ciphertext)));
        } catch (IllegalArgumentException | AEADBadTagException | IllegalBlockSizeException e) {
            return Optional.empty();
        } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("the key and the nonce were measured", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }
}
