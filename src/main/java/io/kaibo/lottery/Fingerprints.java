package io.kaibo.lottery;

import io.kaibo.base.Digests;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether two texts that are kept sealed are the same, without opening either: 16 bytes of an HMAC-SHA-256 under a key made of the
 * secret {@code alias-key}. Without that key nothing can be tried out against a fingerprint.
 */
@Singleton
public class Fingerprints {

    /** The length of a fingerprint. */
    public static final int BYTES = 16;

    private final SecretKeySpec key;

    Fingerprints(AliasKey aliasKey) {
        this.key = aliasKey.deriveKey("kaibo-fingerprint-1");
    }

    /**
     * The fingerprint of some texts in their order.
     *
     * @param lottery in another lottery the same texts have another fingerprint
     * @param texts without line breaks
     */
    public byte[] make(LotteryId lottery, List<String> texts) {
        Mac hmac = Digests.hmac(key);
        hmac.update(lottery.toBytes());
        hmac.update(String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(hmac.doFinal(), BYTES);
    }
}
