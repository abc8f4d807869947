package io.kaibo.lottery.draw;

import io.kaibo.base.Digests;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/**
 * The key that orders the entrants of one draw. It depends on the seed, which was committed at the start, on the frozen record and on
 * drand's signature, which was not out when the record was frozen.
 */
public final class DrawKey {

    private static final byte[] LABEL = "kaibo-draw-1".getBytes(StandardCharsets.US_ASCII);

    private DrawKey() {}

    /**
     * @param seed 32 bytes
     * @param frozen the frozen record's bytes
     * @param signature drand's signature of the record's round, verified
     * @return 32 bytes
     */
    public static byte[] derive(byte[] seed, byte[] frozen, byte[] signature) {
        Mac hmac = Digests.hmac(seed);
        hmac.update(LABEL);
        hmac.update(Digests.sha256(frozen));
        hmac.update(Digests.sha256(signature));
        return hmac.doFinal();
    }
}
