package io.kaibo.lottery;

import io.kaibo.aws.Secrets;
import io.kaibo.base.Digests;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret {@code alias-key}, which makes the aliases of a lottery: the first 16 bytes of HMAC-SHA-256 over the lottery's id and the
 * person. It does not change from the start of a lottery until the last of its prizes can no longer be claimed: an
 * entrant would have another alias. So it needs no id; docs/runbook.md says how it is changed.
 */
@Singleton
public class AliasKey {

    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    /** @throws IllegalStateException saying what is wrong, without anything of the key */
    AliasKey(Secrets secrets) {
        this.key = Digests.hmacKey(read(secrets.get("alias-key")));
    }

    public Alias derive(LotteryId lottery, Person person) {
        Mac hmac = Digests.hmac(key);
        hmac.update(lottery.toBytes());
        return Alias.read(hmac.doFinal(Base64.getUrlDecoder().decode(person.value())), 0);
    }

    /** A key for another purpose. No alias is made of a text as short as the purpose. */
    SecretKeySpec deriveKey(String purpose) {
        return Digests.hmacKey(Digests.hmac(key).doFinal(purpose.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] read(String secret) {
        try {
            byte[] key = HexFormat.of().parseHex(secret);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // without its cause, which quotes characters of the key
        }
        throw new IllegalStateException("the secret alias-key must be " + KEY_BYTES + " bytes in hex");
    }
}
