package io.kaibo.drand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.sandbox.PointEncoding;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.milagro.amcl.BLS381.BIG;
import org.apache.milagro.amcl.BLS381.ECP;
import org.apache.milagro.amcl.BLS381.ECP2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedPointTest {

    /** The generators as the specifications of the curve print them. */
    private static final String G1 =
            "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";

    private static final String G2 =
            "93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
                    + "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8";

    @Test
    void theGeneratorsAreRead() {
        assertThat(CompressedPoint.readG1(parse(G1)).orElseThrow().equals(ECP.generator()))
                .isTrue();
        assertThat(CompressedPoint.readG2(parse(G2)).orElseThrow().equals(ECP2.generator()))
                .isTrue();
    }

    @Test
    void multiplesOfTheGeneratorsAreReadAsTheyWereWritten() {
        for (int k = 1; k <= 40; k++) {
            byte[] one = PointEncoding.encode(ECP.generator().mul(new BIG(k)));
            byte[] two = PointEncoding.encode(ECP2.generator().mul(new BIG(k)));
            assertThat(PointEncoding.encode(CompressedPoint.readG1(one).orElseThrow()))
                    .isEqualTo(one);
            assertThat(PointEncoding.encode(CompressedPoint.readG2(two).orElseThrow()))
                    .isEqualTo(two);
        }
    }

    @Test
    void theFlagChoosesBetweenTheTwoPoints() {
        ECP point = CompressedPoint.readG1(flipped(parse(G1), 0x20)).orElseThrow();
        ECP negative = ECP.generator();
        negative.neg();
        assertThat(point.equals(negative)).isTrue();
        ECP2 point2 = CompressedPoint.readG2(flipped(parse(G2), 0x20)).orElseThrow();
        ECP2 negative2 = ECP2.generator();
        negative2.neg();
        assertThat(point2.equals(negative2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x40, 0x80 | 0x40, 0x80 | 0x40 | 0x20})
    void otherFlagsAreRefused(int flags) {
        assertThat(CompressedPoint.readG1(flipped(parse(G1), flags))).isEmpty();
        assertThat(CompressedPoint.readG2(flipped(parse(G2), flags))).isEmpty();
    }

    @Test
    void infinityIsRefused() {
        assertThat(CompressedPoint.readG1(parse("c0" + "0".repeat(94)))).isEmpty();
        assertThat(CompressedPoint.readG2(parse("c0" + "0".repeat(190)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 47, 49, 95, 97, 192})
    void anotherLengthIsRefused(int length) {
        assertThat(CompressedPoint.readG1(Arrays.copyOf(parse(G1), length))).isEmpty();
        assertThat(CompressedPoint.readG2(Arrays.copyOf(parse(G2), length))).isEmpty();
    }

    /** x = 1 has no y on y² = x³ + 4; x = 0 and x = 4 have, but not in the subgroup. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4})
    void whatIsNotOnTheCurveOrNotInTheSubgroupIsRefused(long x) {
        assertThat(new ECP(new BIG((int) x)).is_infinity()).isEqualTo(x == 1);
        assertThat(CompressedPoint.readG1(g1(BigInteger.valueOf(x)))).isEmpty();
    }

    /** x = 0 has no y on y² = x³ + 4(1 + i); x = i and x = 2 have, but not in the subgroup. */
    @ParameterizedTest
    @ValueSource(strings = {"0 0", "0 1", "2 0"})
    void whatIsNotOnTheTwistOrNotInItsSubgroupIsRefused(String x) {
        String[] parts = x.split(" ", -1);
        assertThat(CompressedPoint.readG2(g2(new BigInteger(parts[1]), new BigInteger(parts[0]))))
                .isEmpty();
    }

    /** Each number has one form, or a signature would have two. */
    @Test
    void anXOfPOrMoreIsRefused() {
        for (int k = 1, tried = 0; tried < 5; k++) {
            byte[] small = PointEncoding.encode(ECP.generator().mul(new BIG(k)));
            BigInteger grown = x(small).add(FieldElement.P);
            if (grown.bitLength() <= 381) {
                byte[] other = g1(grown);
                other[0] |= (byte) (small[0] & 0x20);
                assertThat(CompressedPoint.readG1(other)).isEmpty();
                assertThat(CompressedPoint.readG1(small)).isPresent();
                tried++;
            }
        }
        assertThat(CompressedPoint.readG1(g1(FieldElement.P))).isEmpty();
    }

    @Test
    void aComponentOfPOrMoreIsRefused() {
        byte[] g2 = parse(G2);
        BigInteger high = x(g2);
        BigInteger low = new BigInteger(1, Arrays.copyOfRange(g2, 48, 96));
        assertThat(CompressedPoint.readG2(g2(high, low))).isPresent();
        assertThat(CompressedPoint.readG2(g2(high, low.add(FieldElement.P)))).isEmpty();
        for (int k = 1; ; k++) {
            byte[] point = PointEncoding.encode(ECP2.generator().mul(new BIG(k)));
            BigInteger grown = x(point).add(FieldElement.P);
            if (grown.bitLength() <= 381) {
                byte[] other = g2(grown, new BigInteger(1, Arrays.copyOfRange(point, 48, 96)));
                other[0] |= (byte) (point[0] & 0x20);
                assertThat(CompressedPoint.readG2(other)).isEmpty();
                break;
            }
        }
    }

    @Test
    void theLowerComponentHasNoFlags() {
        byte[] point = parse(G2);
        for (int flag : new int[] {0x80, 0x40, 0x20}) {
            byte[] other = point.clone();
            other[48] ^= (byte) flag;
            assertThat(CompressedPoint.readG2(other)).isEmpty();
        }
    }

    private static BigInteger x(byte[] point) {
        byte[] x = Arrays.copyOf(point, 48);
        x[0] &= 0x1f;
        return new BigInteger(1, x);
    }

    private static byte[] g1(BigInteger x) {
        byte[] bytes = parse("%096x".formatted(x));
        bytes[0] |= (byte) 0x80;
        return bytes;
    }

    private static byte[] g2(BigInteger high, BigInteger low) {
        byte[] bytes = parse("%096x%096x".formatted(high, low));
        bytes[0] |= (byte) 0x80;
        return bytes;
    }

    private static byte[] flipped(byte[] point, int flags) {
        point[0] ^= (byte) flags;
        return point;
    }

    private static byte[] parse(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
