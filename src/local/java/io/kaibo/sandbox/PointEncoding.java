package io.kaibo.sandbox;

import java.nio.ByteBuffer;
import org.apache.milagro.amcl.BLS381.BIG;
import org.apache.milagro.amcl.BLS381.ECP;
import org.apache.milagro.amcl.BLS381.ECP2;
import org.apache.milagro.amcl.BLS381.FP2;
import org.apache.milagro.amcl.BLS381.ROM;

/** Writes points of BLS12-381 in the compressed form that drand uses for signatures and keys. */
public final class PointEncoding {
    private static final int COMPONENT = 48;
    private static final int COMPRESSED = 0x80;
    private static final int LARGER_Y = 0x20;

    private PointEncoding() {}

    /** A point of G1, not infinity, in 48 bytes. */
    public static byte[] encode(ECP point) {
        byte[] bytes = bytes(point.getX());
        return withFlags(bytes, isLarger(point.getY()));
    }

    /** A point of G2, not infinity, in 96 bytes. */
    public static byte[] encode(ECP2 point) {
        FP2 x = point.getX();
        FP2 y = point.getY();
        byte[] bytes = ByteBuffer.allocate(2 * COMPONENT)
                .put(bytes(x.getB()))
                .put(bytes(x.getA()))
                .array();
        return withFlags(bytes, y.getB().iszilch() ? isLarger(y.getA()) : isLarger(y.getB()));
    }

    private static byte[] bytes(BIG number) {
        byte[] bytes = new byte[COMPONENT];
        number.toBytes(bytes);
        return bytes;
    }

    private static byte[] withFlags(byte[] bytes, boolean larger) {
        bytes[0] |= (byte) (larger ? COMPRESSED | LARGER_Y : COMPRESSED);
        return bytes;
    }

    private static boolean isLarger(BIG y) {
        return BIG.comp(y, BIG.modneg(y, new BIG(ROM.Modulus))) > 0;
    }
}
