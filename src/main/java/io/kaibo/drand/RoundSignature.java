package io.kaibo.drand;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.milagro.amcl.BLS381.ECP;
import org.apache.milagro.amcl.BLS381.ECP2;
import org.apache.milagro.amcl.BLS381.FP12;
import org.apache.milagro.amcl.BLS381.PAIR;

/** The signature of a round of a chain. There is none that was not verified; a round has only this one. */
public final class RoundSignature {

    /** The domain separation tag of the scheme {@code bls-unchained-g1-rfc9380}. */
    private static final String TAG = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

    private final long round;
    private final byte[] bytes;

    private RoundSignature(long round, byte[] bytes) {
        this.round = round;
        this.bytes = bytes;
    }

    /**
     * The signature, if these bytes are that of the round by the chain's key. It takes milliseconds.
     *
     * @param signature a compressed point of G1, 48 bytes; anything else is refused too
     */
    public static Optional<RoundSignature> verify(DrandChain chain, long round, byte[] signature) {
        byte[] bytes = signature.clone();
        boolean signed = round >= 1
                && CompressedPoint.readG1(bytes)
                        .flatMap(point -> CompressedPoint.readG2(chain.publicKeyBytes())
                                .filter(key -> isSigned(messagePoint(round), point, key)))
                        .isPresent();
        return signed ? Optional.of(new RoundSignature(round, bytes)) : Optional.empty();
    }

    /**
     * The same for a signature as text.
     *
     * @param hex 96 hex digits, lower or upper case; anything else is refused too
     */
    public static Optional<RoundSignature> verify(DrandChain chain, long round, String hex) {
        try {
            return verify(chain, round, HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The point that the chain's secret key is multiplied with for the round's signature. */
    public static ECP messagePoint(long round) {
        byte[] message =
                Sha256.hash(ByteBuffer.allocate(Long.BYTES).putLong(round).array());
        return HashToG1.hash(message, TAG);
    }

    /** e(signature, generator of G2) = e(message, key), as e(−signature, generator) · e(message, key) = 1. */
    private static boolean isSigned(ECP message, ECP signature, ECP2 key) {
        signature.neg();
        FP12 product = PAIR.fexp(PAIR.ate2(ECP2.generator(), signature, key, message));
        return product.isunity();
    }

    public long round() {
        return round;
    }

    /** A copy of the 48 bytes; their SHA-256 is what drand calls the round's randomness. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The 48 bytes as lower-case hex. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
