package io.kaibo.drand;

import java.math.BigInteger;
import org.apache.milagro.amcl.BLS381.ECP;
import org.jspecify.annotations.Nullable;

/**
 * {@code map_to_curve} of RFC 9380 for BLS12-381's curve y² = x³ + 4: the simplified Shallue-van de Woestijne-Ulas method. It does not work
 * on that curve, so it finds a point of another one, section 6.6.2, and {@link Isogeny} carries the point over, section 6.6.3.
 */
final class SimplifiedSwu {

    /** A', B' and Z of section 8.8.1: the other curve is y² = x³ + A'x + B'. */
    private static final FieldElement A = FieldElement.of(
            "144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d");

    private static final FieldElement B = FieldElement.of(
            "12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0");
    private static final FieldElement Z = FieldElement.reduce(BigInteger.valueOf(11));

    private static final FieldElement MINUS_B_BY_A = B.negate().multiply(A.inverse());
    private static final FieldElement B_BY_ZA = B.multiply(Z.multiply(A).inverse());

    private SimplifiedSwu() {}

    /** A point of BLS12-381's curve, of G1 only by chance. */
    static ECP map(FieldElement u) {
        FieldElement zu2 = Z.multiply(u.square());
        FieldElement tv1 = zu2.square().add(zu2).inverse();
        FieldElement x = tv1.isZero() ? B_BY_ZA : MINUS_B_BY_A.multiply(FieldElement.ONE.add(tv1));
        @Nullable FieldElement y = ySquared(x).squareRoot();
        if (y == null) {
            x = zu2.multiply(x);
            y = ySquared(x).squareRoot();
        }
        if (y == null) {
            throw new IllegalStateException("of the two candidates one always has a root");
        }
        return Isogeny.map(x, y.isOdd() == u.isOdd() ? y : y.negate());
    }

    private static FieldElement ySquared(FieldElement x) {
        return x.square().add(A).multiply(x).add(B);
    }
}
