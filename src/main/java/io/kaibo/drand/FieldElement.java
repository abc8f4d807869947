package io.kaibo.drand;

import java.math.BigInteger;
import java.util.HexFormat;
import org.apache.milagro.amcl.BLS381.BIG;
import org.jspecify.annotations.Nullable;

/**
 * An element of the field over which BLS12-381's G1 is defined: a number modulo p. What it calculates takes longer for some numbers than
 * for others: it is for public values alone, as rounds and their signatures are.
 *
 * @param number 0 to p − 1
 */
record FieldElement(BigInteger number) {

    /** RFC 9380, section 8.8.1. */
    static final BigInteger P = new BigInteger(
            "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab", 16);

    static final FieldElement ONE = new FieldElement(BigInteger.ONE);

    /** p ≡ 3 modulo 4, so the square root of a square is its power with this exponent: RFC 9380, appendix I.1. */
    private static final BigInteger ROOT = P.add(BigInteger.ONE).shiftRight(2);

    private static final int BYTES = 48;

    static FieldElement of(String hex) {
        return new FieldElement(new BigInteger(hex, 16));
    }

    /** The element of any number. */
    static FieldElement reduce(BigInteger number) {
        return new FieldElement(number.mod(P));
    }

    FieldElement add(FieldElement other) {
        return reduce(number.add(other.number));
    }

    FieldElement multiply(FieldElement other) {
        return reduce(number.multiply(other.number));
    }

    FieldElement square() {
        return multiply(this);
    }

    FieldElement negate() {
        return reduce(number.negate());
    }

    /** {@code inv0} of RFC 9380, section 4: 0 has no inverse, and gives 0. */
    FieldElement inverse() {
        return isZero() ? this : new FieldElement(number.modInverse(P));
    }

    /** One of the two square roots; null if there is none. */
    @Nullable
    FieldElement squareRoot() {
        FieldElement root = new FieldElement(number.modPow(ROOT, P));
        return root.square().equals(this) ? root : null;
    }

    boolean isZero() {
        return number.signum() == 0;
    }

    /** {@code sgn0} of RFC 9380, section 4.1. */
    boolean isOdd() {
        return number.testBit(0);
    }

    /** The same number as milagro's type. */
    BIG toBig() {
        return BIG.fromBytes(HexFormat.of().parseHex(("%0" + 2 * BYTES + "x").formatted(number)));
    }
}
