package io.kaibo.person;

import io.kaibo.aws.Secrets;
import io.kaibo.base.Digests;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret {@code person-key}, which makes pseudonyms of openids: the first 16 bytes of HMAC-SHA-256. It never changes: with another
 * key everyone would be another person.
 */
@Singleton
public class PersonKey {

    private static final int KEY_BYTES = 32;
    private static final int PSEUDONYM_BYTES = 16;

    private final SecretKeySpec key;

    /** @throws IllegalStateException saying what is wrong, without anything of the key */
    PersonKey(Secrets secrets) {
        this.key = Digests.hmacKey(read(secrets.get("person-key")));
    }

    /** The pseudonym of the person with this openid. */
    public Person derive(String openid) {
        byte[] whole = Digests.hmac(key).doFinal(openid.getBytes(StandardCharsets.UTF_8));
        return new Person(
                Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, PSEUDONYM_BYTES)));
    }

    private static byte[] read(String secret) {
        byte[] key;
        try {
            boolean isHex = secret.length() == 2 * KEY_BYTES;
            key = isHex
                    ? HexFormat.of().parseHex(secret)
                    : Base64.getUrlDecoder().decode(secret);
        } catch (IllegalArgumentException e) {
            // without its cause, which quotes characters of the key
            throw wrong();
        }
        if (key.length != KEY_BYTES) {
            throw wrong();
        }
        return key;
    }

    private static IllegalStateException wrong() {
        return new IllegalStateException("the secret person-key must be " + KEY_BYTES + " bytes, in hex or base64url");
    }
}
