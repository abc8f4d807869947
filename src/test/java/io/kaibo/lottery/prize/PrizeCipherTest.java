package io.kaibo.lottery.prize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.aws.EncryptionKeys;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LocalServers.class)
class PrizeCipherTest {

    private static final LotteryId LOTTERY = new LotteryId("AAECAwQFBgcICQoLDA0ODw");
    private static final LotteryId OTHER_LOTTERY = new LotteryId("ZAECAwQFBgcICQoLDA0ODw");
    private static final Alias WINNER = new Alias(1, 2);
    private static final Alias OTHER_WINNER = new Alias(1, 3);
    private static final Address ADDRESS = new Address("王小明", "+86 13812345678", "广东省深圳市南山区", "科苑路 1 号", "518000");
    private static final Address WITHOUT_CODE = new Address("李雷", "13812345678", "北京市", "长安街 1 号", null);
    private static final List<String> CODES = List.of("AB-12", "CD-34", "=1+1");
    private static final Map<String, String> CONTEXT =
            Map.of("purpose", "address", "lottery", LOTTERY.value(), "alias", WINNER.text());

    /** "known", sealed for the winner by another implementation (Python's cryptography), under the local KMS's key, which is always the same. */
    private static final byte[] KNOWN = HexFormat.of()
            .parseHex(
                    "01005a1d6b6169626f2d6c6f63616c2d6c6f74746572792d61646472657373657301010101010101010101010143c06e59b7"
                            + "101fa21a88c0e168476b595beb3eddfd681e424c3c885e7429605562b3c681fdc2e6761650258347142b1202020202020202"
                            + "0202020202f04676ccd76019ee47f3bddeb3e547e916a592c022");

    @Inject
    PrizeCipher cipher;

    @Inject
    EncryptionKeys keys;

    @BeforeEach
    void forget() {
        Calls.reset();
    }

    @Test
    void whatIsSealedOpens() {
        assertThat(cipher.openAddress(LOTTERY, WINNER, cipher.sealAddress(LOTTERY, WINNER, ADDRESS)))
                .isEqualTo(ADDRESS);
        assertThat(cipher.openAddress(LOTTERY, WINNER, cipher.sealAddress(LOTTERY, WINNER, WITHOUT_CODE)))
                .isEqualTo(WITHOUT_CODE);
        assertThat(cipher.openCodes(LOTTERY, 3, cipher.sealCodes(LOTTERY, 3, CODES)))
                .isEqualTo(CODES);
        assertThat(cipher.openCodes(LOTTERY, 3, cipher.sealCodes(LOTTERY, 3, List.of())))
                .isEmpty();
    }

    @Test
    void eachItemHasADataKeyAndANonceOfItsOwn() {
        byte[] one = cipher.sealAddress(LOTTERY, WINNER, ADDRESS);
        byte[] other = cipher.sealAddress(LOTTERY, WINNER, ADDRESS);

        assertThat(Calls.made()).containsExactly("Kms.GenerateDataKey", "Kms.GenerateDataKey");
        assertThat(Parts.of(one).dataKey()).isNotEqualTo(Parts.of(other).dataKey());
        assertThat(Parts.of(one).nonce()).isNotEqualTo(Parts.of(other).nonce());
        assertThat(Parts.of(one).body()).isNotEqualTo(Parts.of(other).body());
    }

    @Test
    void theBytesHaveTheFormThatIsWrittenDown() throws Exception {
        Parts parts = Parts.of(cipher.sealAddress(LOTTERY, WINNER, WITHOUT_CODE));

        byte[] dataKey = keys.open("lottery-addresses").decrypt(parts.dataKey(), CONTEXT);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(dataKey, "AES"), new GCMParameterSpec(128, parts.nonce()));
        gcm.updateAAD("alias=AAAAAAAAAAEAAAAAAAAAAg\nlottery=AAECAwQFBgcICQoLDA0ODw\npurpose=address\n"
                .getBytes(StandardCharsets.UTF_8));

        assertThat(parts.version()).isOne();
        assertThat(new String(gcm.doFinal(parts.body()), StandardCharsets.UTF_8))
                .contains("\"name\":\"李雷\"", "\"telephone\":\"13812345678\"");
    }

    @Test
    void bytesOfAnotherImplementationOpen() {
        assertThat(new String(new Seal(keys.open("lottery-addresses")).open(KNOWN, CONTEXT), StandardCharsets.UTF_8))
                .isEqualTo("known");
    }

    @Test
    void anotherLotteryWinnerTierOrPurposeDoesNotOpenThem() {
        byte[] address = cipher.sealAddress(LOTTERY, WINNER, ADDRESS);
        byte[] codes = cipher.sealCodes(LOTTERY, 0, CODES);

        assertThatThrownBy(() -> cipher.openAddress(OTHER_LOTTERY, WINNER, address))
                .isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> cipher.openAddress(LOTTERY, OTHER_WINNER, address))
                .isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> cipher.openCodes(LOTTERY, 0, address)).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> cipher.openCodes(OTHER_LOTTERY, 0, codes)).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> cipher.openCodes(LOTTERY, 1, codes)).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> cipher.openAddress(LOTTERY, WINNER, codes)).isInstanceOf(BrokenSealException.class);
    }

    /** KMS would let a data key pass that was made in the right context: GCM has to look at the context too. */
    @Test
    void theContextIsCheckedTwice() throws Exception {
        var key = keys.open("lottery-addresses");
        var dataKey = key.generateDataKey(CONTEXT);
        byte[] nonce = new byte[12];
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(dataKey.plain(), "AES"), new GCMParameterSpec(128, nonce));
        byte[] withoutContext =
                Parts.join(dataKey.encrypted(), nonce, gcm.doFinal("plain".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> new Seal(key).open(withoutContext, CONTEXT)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void anyAlteredByteKeepsThemClosedAndNoMessageHasPlainText() {
        byte[] sealed = cipher.sealAddress(LOTTERY, WINNER, ADDRESS);

        for (int at = 0; at < sealed.length; at++) {
            byte[] altered = sealed.clone();
            altered[at] ^= 1;
            assertThatExceptionOfType(BrokenSealException.class)
                    .as("byte " + at)
                    .isThrownBy(() -> cipher.openAddress(LOTTERY, WINNER, altered))
                    .satisfies(e -> assertThat(trace(e)).doesNotContain("王小明", "13812345678", "科苑路"));
        }
    }

    @Test
    void whatIsCutOffStaysClosed() {
        byte[] sealed = cipher.sealAddress(LOTTERY, WINNER, ADDRESS);

        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> cipher.openAddress(LOTTERY, WINNER, cut))
                    .as(length + " bytes")
                    .isInstanceOf(BrokenSealException.class);
        }
    }

    @Test
    void whatOpensAndCannotBeReadIsNotQuoted() {
        byte[] sealed = new Seal(keys.open("lottery-addresses"))
                .seal("[\"王小明\", 13812345678".getBytes(StandardCharsets.UTF_8), CONTEXT);

        assertThatExceptionOfType(BrokenSealException.class)
                .isThrownBy(() -> cipher.openAddress(LOTTERY, WINNER, sealed))
                .satisfies(e -> assertThat(trace(e)).doesNotContain("王小明", "13812345678"));
        assertThat(ADDRESS).hasToString("Address");
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private record Parts(byte version, byte[] dataKey, byte[] nonce, byte[] body) {

        static Parts of(byte[] sealed) {
            ByteBuffer bytes = ByteBuffer.wrap(sealed);
            byte version = bytes.get();
            byte[] dataKey = new byte[bytes.getShort()];
            bytes.get(dataKey);
            byte[] nonce = new byte[12];
            bytes.get(nonce);
            byte[] body = new byte[bytes.remaining()];
            bytes.get(body);
            return new Parts(version, dataKey, nonce, body);
        }

        static byte[] join(byte[] dataKey, byte[] nonce, byte[] body) {
            return ByteBuffer.allocate(3 + dataKey.length + nonce.length + body.length)
                    .put((byte) 1)
                    .putShort((short) dataKey.length)
                    .put(dataKey)
                    .put(nonce)
                    .put(body)
                    .array();
        }
    }
}
