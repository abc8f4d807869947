package io.kaibo.drand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.drand.DrandVectors.Round;
import io.kaibo.sandbox.PointEncoding;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.milagro.amcl.BLS381.BIG;
import org.apache.milagro.amcl.BLS381.ECP;
import org.apache.milagro.amcl.BLS381.ECP2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundSignatureTest {

    private static final DrandChain QUICKNET = DrandChain.QUICKNET;
    private static final Round FIRST = DrandVectors.rounds().getFirst();

    /** Its secret key is 1, so the signature of a round is the point of its message. */
    private static final DrandChain ONE = chain(PointEncoding.encode(ECP2.generator()));

    static List<Round> rounds() {
        return DrandVectors.rounds();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void aPublishedRoundIsVerified(Round round) {
        RoundSignature signature = RoundSignature.verify(QUICKNET, round.number(), round.signature())
                .orElseThrow();
        assertThat(signature.round()).isEqualTo(round.number());
        assertThat(signature).hasToString(round.signature());
        assertThat(HexFormat.of().formatHex(Sha256.hash(signature.bytes()))).isEqualTo(round.randomness());
    }

    @Test
    void threeRoundsWereTried() {
        assertThat(rounds()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void theSignatureOfAnotherRoundIsRefused(Round round) {
        assertThat(RoundSignature.verify(QUICKNET, round.number() + 1, round.signature()))
                .isEmpty();
        assertThat(RoundSignature.verify(QUICKNET, round.number() - 1, round.signature()))
                .isEmpty();
        assertThat(RoundSignature.verify(QUICKNET, -round.number(), round.signature()))
                .isEmpty();
    }

    @Test
    void whatIsNoRoundIsRefusedThoughItIsSigned() {
        assertThat(RoundSignature.verify(ONE, 1, signature(1))).isPresent();
        assertThat(RoundSignature.verify(ONE, 0, signature(0))).isEmpty();
        assertThat(RoundSignature.verify(ONE, -1, signature(-1))).isEmpty();
    }

    @Test
    void eachAlteredBitIsRefused() {
        byte[] signature = parse(FIRST.signature());
        assertThat(IntStream.range(0, signature.length * 8))
                .allSatisfy(bit -> assertThat(RoundSignature.verify(QUICKNET, FIRST.number(), flipped(signature, bit)))
                        .isEmpty());
    }

    /** All flags, and every 31st of the other bits. */
    @Test
    void anAlteredBitOfTheKeyIsRefused() {
        byte[] key = QUICKNET.publicKeyBytes();
        IntStream bits = IntStream.range(0, key.length * 8).filter(bit -> bit < 3 || bit % 31 == 0);
        assertThat(bits)
                .allSatisfy(bit -> assertThat(
                                RoundSignature.verify(chain(flipped(key, bit)), FIRST.number(), FIRST.signature()))
                        .isEmpty());
    }

    @Test
    void anotherKeyIsRefused() {
        assertThat(RoundSignature.verify(ONE, FIRST.number(), FIRST.signature()))
                .isEmpty();
        assertThat(RoundSignature.verify(QUICKNET, 1, signature(1))).isEmpty();
    }

    /** With a key and a signature of infinity any round would be signed. */
    @Test
    void infinityIsRefused() {
        String none = "c0" + "0".repeat(94);
        assertThat(RoundSignature.verify(QUICKNET, FIRST.number(), none)).isEmpty();
        assertThat(RoundSignature.verify(chain(parse(none + "0".repeat(96))), FIRST.number(), none))
                .isEmpty();
    }

    /** The pairing does not see a point of order 3: only the check of the subgroup keeps a round from having more than one signature. */
    @Test
    void aSignatureWithAPointBesideTheSubgroupIsRefused() {
        ECP ofOrder3 = new ECP(new BIG(0));
        ECP point = CompressedPoint.readG1(parse(FIRST.signature())).orElseThrow();
        point.add(ofOrder3);
        point.affine();
        assertThat(ofOrder3.is_infinity()).isFalse();
        assertThat(RoundSignature.verify(QUICKNET, FIRST.number(), PointEncoding.encode(point)))
                .isEmpty();
    }

    /** x and x + p are the same element of the field. */
    @Test
    void aSignatureWithAnXOfPOrMoreIsRefused() {
        long round = 1;
        while (grown(signature(round)).bitLength() > 381) {
            round++;
        }
        byte[] signature = signature(round);
        byte[] other = parse("%096x".formatted(grown(signature)));
        other[0] |= (byte) (signature[0] & 0xe0);
        assertThat(RoundSignature.verify(ONE, round, signature)).isPresent();
        assertThat(RoundSignature.verify(ONE, round, other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 47, 49, 96})
    void anotherLengthIsRefused(int length) {
        byte[] signature = parse(FIRST.signature());
        assertThat(RoundSignature.verify(QUICKNET, FIRST.number(), Arrays.copyOf(signature, length)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "b44", "zz", "0xb4", " "})
    void whatIsNoHexOf48BytesIsRefused(String text) {
        assertThat(RoundSignature.verify(QUICKNET, FIRST.number(), text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"z", "0x", " ", "\uff42"})
    void hexWithAnythingElseInItIsRefused(String text) {
        String rest = FIRST.signature().substring(text.length());
        assertThat(RoundSignature.verify(QUICKNET, FIRST.number(), text + rest)).isEmpty();
        assertThat(RoundSignature.verify(QUICKNET, FIRST.number(), text + FIRST.signature()))
                .isEmpty();
    }

    @Test
    void hexMayBeUpperCase() {
        assertThat(RoundSignature.verify(
                                QUICKNET, FIRST.number(), FIRST.signature().toUpperCase(Locale.ROOT))
                        .orElseThrow())
                .hasToString(FIRST.signature());
    }

    @Test
    void bytesThatAreChangedLaterDoNotChangeIt() {
        byte[] bytes = parse(FIRST.signature());
        RoundSignature signature =
                RoundSignature.verify(QUICKNET, FIRST.number(), bytes).orElseThrow();
        bytes[5] ^= 1;
        signature.bytes()[6] ^= 1;
        assertThat(signature).hasToString(FIRST.signature());
    }

    private static byte[] signature(long round) {
        return PointEncoding.encode(RoundSignature.messagePoint(round));
    }

    private static BigInteger grown(byte[] signature) {
        byte[] x = signature.clone();
        x[0] &= 0x1f;
        return new BigInteger(1, x).add(FieldElement.P);
    }

    private static DrandChain chain(byte[] key) {
        return new DrandChain(QUICKNET.chainHash(), HexFormat.of().formatHex(key), 0, 3);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] other = bytes.clone();
        other[bit / 8] ^= (byte) (0x80 >> (bit % 8));
        return other;
    }

    private static byte[] parse(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
