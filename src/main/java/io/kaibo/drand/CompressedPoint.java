package io.kaibo.drand;

import java.util.Arrays;
import java.util.Optional;
import org.apache.milagro.amcl.BLS381.BIG;
import org.apache.milagro.amcl.BLS381.ECP;
import org.apache.milagro.amcl.BLS381.ECP2;
import org.apache.milagro.amcl.BLS381.FP2;
import org.apache.milagro.amcl.BLS381.ROM;
import org.jspecify.annotations.Nullable;

/**
 * Reads points of BLS12-381 in the compressed form that Zcash defined and drand uses: x in 48 bytes for each of its components, big-endian.
 * The three highest bits are flags: compressed, infinity, and that y is the larger one of the two. What it returns is a point of the
 * subgroup of order r, and not infinity.
 */
final class CompressedPoint {

    private static final int COMPONENT = 48;

    private static final int COMPRESSED = 0x80;
    private static final int INFINITY = 0x40;
    private static final int LARGER_Y = 0x20;
    private static final int FLAGS = COMPRESSED | INFINITY | LARGER_Y;

    private CompressedPoint() {}

    static Optional<ECP> readG1(byte[] bytes) {
        if (bytes.length != COMPONENT || !hasFlagsOfAPoint(bytes)) {
            return Optional.empty();
        }
        @Nullable BIG x = component(withoutFlags(bytes), 0);
        if (x == null) {
            return Optional.empty();
        }
        // milagro's sign for an x that no point of the curve has is infinity
        ECP point = new ECP(x);
        if (point.is_infinity()) {
            return Optional.empty();
        }
        if (isLarger(point.getY()) != wantsLargerY(bytes)) {
            point.neg();
        }
        return point.mul(order()).is_infinity() ? Optional.of(point) : Optional.empty();
    }

    /** x has two components here, and the higher one comes first. */
    static Optional<ECP2> readG2(byte[] bytes) {
        if (bytes.length != 2 * COMPONENT || !hasFlagsOfAPoint(bytes)) {
            return Optional.empty();
        }
        @Nullable BIG high = component(withoutFlags(bytes), 0);
        @Nullable BIG low = component(bytes, COMPONENT);
        if (high == null || low == null) {
            return Optional.empty();
        }
        ECP2 point = new ECP2(new FP2(low, high));
        if (point.is_infinity()) {
            return Optional.empty();
        }
        FP2 y = point.getY();
        boolean larger = y.getB().iszilch() ? isLarger(y.getA()) : isLarger(y.getB());
        if (larger != wantsLargerY(bytes)) {
            point.neg();
        }
        return point.mul(order()).is_infinity() ? Optional.of(point) : Optional.empty();
    }

    /** False also for infinity. */
    private static boolean hasFlagsOfAPoint(byte[] bytes) {
        return (bytes[0] & (COMPRESSED | INFINITY)) == COMPRESSED;
    }

    private static boolean wantsLargerY(byte[] bytes) {
        return (bytes[0] & LARGER_Y) != 0;
    }

    private static byte[] withoutFlags(byte[] bytes) {
        byte[] plain = bytes.clone();
        plain[0] &= (byte) ~FLAGS;
        return plain;
    }

    /** Null if it is p or more: each number has one form only. */
    private static @Nullable BIG component(byte[] bytes, int from) {
        BIG number = BIG.fromBytes(Arrays.copyOfRange(bytes, from, from + COMPONENT));
        return BIG.comp(number, prime()) < 0 ? number : null;
    }

    private static boolean isLarger(BIG y) {
        return BIG.comp(y, BIG.modneg(y, prime())) > 0;
    }

    private static BIG prime() {
        return new BIG(ROM.Modulus);
    }

    private static BIG order() {
        return new BIG(ROM.CURVE_Order);
    }
}
