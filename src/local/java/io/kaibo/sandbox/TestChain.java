package io.kaibo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.drand.DrandChain;
import io.kaibo.drand.RoundSignature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.milagro.amcl.BLS381.BIG;
import org.apache.milagro.amcl.BLS381.ECP;
import org.apache.milagro.amcl.BLS381.ECP2;

/** A chain of quicknet's scheme whose secret key everyone may know: it proves nothing, and can sign any round. */
final class TestChain {
    /** The chain's name in drand's form v2. */
    static final String BEACON = "quicknet";

    private static final byte[] SECRET =
            HexFormat.of().parseHex("2b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfe");

    /** A real chain has the digest of its members here. */
    private static final byte[] NO_GROUP = new byte[32];

    private final DrandChain chain;

    TestChain(long genesisSecond, int periodSeconds) {
        ECP2 key = ECP2.generator().mul(secret());
        key.affine();
        byte[] publicKey = PointEncoding.encode(key);
        chain = new DrandChain(
                hash(genesisSecond, periodSeconds, publicKey),
                HexFormat.of().formatHex(publicKey),
                genesisSecond,
                periodSeconds);
    }

    DrandChain chain() {
        return chain;
    }

    byte[] sign(long round) {
        ECP signature = RoundSignature.messagePoint(round).mul(secret());
        signature.affine();
        return PointEncoding.encode(signature);
    }

    /** The chain as {@code GET /{chainHash}/info} tells it. */
    ObjectNode info() {
        ObjectNode info = Json.MAPPER
                .createObjectNode()
                .put("public_key", chain.publicKey())
                .put("period", chain.periodSeconds())
                .put("genesis_time", chain.genesisSecond())
                .put("hash", chain.chainHash())
                .put("groupHash", HexFormat.of().formatHex(NO_GROUP))
                .put("schemeID", "bls-unchained-g1-rfc9380");
        info.putObject("metadata").put("beaconID", BEACON);
        return info;
    }

    /** SHA-256 over the parameters, so that no two chains have the same. */
    private static String hash(long genesisSecond, int periodSeconds, byte[] publicKey) {
        ByteBuffer parameters = ByteBuffer.allocate(256)
                .putInt(periodSeconds)
                .putLong(genesisSecond)
                .put(publicKey)
                .put(NO_GROUP)
                .put(BEACON.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(sha256(parameters.flip()));
    }

    static byte[] sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static BIG secret() {
        byte[] bytes = new byte[BIG.MODBYTES];
        System.arraycopy(SECRET, 0, bytes, bytes.length - SECRET.length, SECRET.length);
        return BIG.fromBytes(bytes);
    }
}
