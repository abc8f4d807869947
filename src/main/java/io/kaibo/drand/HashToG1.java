package io.kaibo.drand;

import java.math.BigInteger;
import java.util.Arrays;
import org.apache.milagro.amcl.BLS381.BIG;
import org.apache.milagro.amcl.BLS381.ECP;

/** {@code hash_to_curve} of the suite {@code BLS12381G1_XMD:SHA-256_SSWU_RO_}: RFC 9380, sections 3 and 8.8.1. */
public final class HashToG1 {

    /** L of section 8.8.1: so many bytes make an element of the field, with a bias below 2^-128. */
    private static final int ELEMENT_BYTES = 64;

    /** h_eff of section 8.8.1: its multiples of the curve's points are in G1. */
    private static final FieldElement H_EFF = FieldElement.of("d201000000010001");

    private HashToG1() {}

    /** @param tag the domain separation tag (DST), of 1 to 255 ASCII characters */
    public static ECP hash(byte[] message, String tag) {
        byte[] bytes = ExpandedMessage.expand(message, tag, 2 * ELEMENT_BYTES);
        ECP sum = SimplifiedSwu.map(element(bytes, 0));
        sum.add(SimplifiedSwu.map(element(bytes, ELEMENT_BYTES)));
        BIG cofactor = H_EFF.toBig();
        ECP point = sum.mul(cofactor);
        point.affine();
        return point;
    }

    /** One element of {@code hash_to_field}, section 5.2. */
    private static FieldElement element(byte[] bytes, int from) {
        return FieldElement.reduce(new BigInteger(1, Arrays.copyOfRange(bytes, from, from + ELEMENT_BYTES)));
    }
}
