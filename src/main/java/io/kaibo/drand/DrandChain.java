package io.kaibo.drand;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A drand chain of the scheme {@code bls-unchained-g1-rfc9380}: from the genesis on it signs the number of each round, one round a period.
 * A round's signature is unknown until enough of the chain's members have signed it.
 *
 * @param chainHash 64 lower-case hex digits, by which mirrors name the chain
 * @param publicKey 192 lower-case hex digits: a compressed point of G2
 * @param genesisSecond the time of round 1, in seconds since 1970
 */
public record DrandChain(String chainHash, String publicKey, long genesisSecond, int periodSeconds) {

    // before QUICKNET, whose constructor uses them
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{192}");

    /** drand's chain for everyone, run by the League of Entropy. */
    public static final DrandChain QUICKNET = new DrandChain(
            "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
            "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510"
                    + "d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
            1_692_803_367L,
            3);

    public DrandChain {
        if (!HASH.matcher(chainHash).matches()) {
            throw new IllegalArgumentException("a chain hash has 64 lower-case hex digits");
        }
        if (!KEY.matcher(publicKey).matches()) {
            throw new IllegalArgumentException("a chain's key has 192 lower-case hex digits");
        }
        if (genesisSecond < 0 || periodSeconds < 1) {
            throw new IllegalArgumentException("a chain begins after 1970 and has a period of at least a second");
        }
    }

    /** The first round whose time is this second or later; round 1 before the genesis. */
    public long roundAtOrAfter(long epochSecond) {
        return Math.max(1, Math.floorDiv(epochSecond - genesisSecond + periodSeconds - 1, (long) periodSeconds) + 1);
    }

    /**
     * The second in which the round is due; its signature is there some tenths of a second later.
     *
     * @param round 1 or more
     */
    public long timeOf(long round) {
        if (round < 1) {
            throw new IllegalArgumentException("there is no round " + round);
        }
        return Math.addExact(genesisSecond, Math.multiplyExact(round - 1, (long) periodSeconds));
    }

    byte[] publicKeyBytes() {
        return HexFormat.of().parseHex(publicKey);
    }
}
