package io.kaibo.drand;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.drand.DrandVectors.HashToG1Vector;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.apache.milagro.amcl.BLS381.BIG;
import org.apache.milagro.amcl.BLS381.ECP;
import org.apache.milagro.amcl.BLS381.ROM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HashToG1Test {

    private static final String TAG = DrandVectors.text(DrandVectors.RFC_9380.path("hashToG1"), "dst");

    static List<HashToG1Vector> vectors() {
        return DrandVectors.hashToG1();
    }

    @Test
    void allVectorsOfTheRfcAreThere() {
        assertThat(vectors())
                .extracting(vector -> vector.message().length())
                .containsExactly(0, 3, 16, 5 + 128, 5 + 512);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void itIsThePointOfTheRfc(HashToG1Vector vector) {
        ECP point = HashToG1.hash(vector.message().getBytes(US_ASCII), TAG);
        assertThat(hex(point.getX())).isEqualTo(vector.x());
        assertThat(hex(point.getY())).isEqualTo(vector.y());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void itIsInTheSubgroup(HashToG1Vector vector) {
        ECP point = HashToG1.hash(vector.message().getBytes(US_ASCII), TAG);
        assertThat(point.is_infinity()).isFalse();
        assertThat(point.mul(new BIG(ROM.CURVE_Order)).is_infinity()).isTrue();
    }

    /** The exception of section 6.6.2, as py_ecc maps it; no message is known that leads there. */
    @Test
    void zeroIsMappedToItsOwnPoint() {
        ECP point = SimplifiedSwu.map(new FieldElement(BigInteger.ZERO));
        assertThat(hex(point.getX()))
                .isEqualTo(
                        "1956714e4244749bcdcef542ac99a287d43cb887988b8adabe76cc7d0153351193ea5769ba338d1ac61609ac3d3c8eaf");
        assertThat(hex(point.getY()))
                .isEqualTo(
                        "0acadf436f71189445cf3148db5dd35b045e00de62e7e1b3c25164b5b097f5de804be566f90dbf69fc212c6d23d50639");
    }

    private static String hex(BIG number) {
        byte[] bytes = new byte[48];
        number.toBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
