package io.kaibo.drand;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaibo.drand.DrandVectors.ExpandedMessageVector;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpandedMessageTest {

    private static final String TAG = DrandVectors.text(DrandVectors.RFC_9380.path("expandedMessages"), "dst");

    static List<ExpandedMessageVector> vectors() {
        return DrandVectors.expandedMessages();
    }

    @Test
    void allVectorsOfTheRfcAreThere() {
        assertThat(vectors())
                .extracting(vector -> vector.uniformBytes().length() / 2)
                .containsExactly(32, 32, 32, 32, 32, 128, 128, 128, 128, 128);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void itHasTheBytesOfTheRfc(ExpandedMessageVector vector) {
        byte[] expected = HexFormat.of().parseHex(vector.uniformBytes());
        assertThat(ExpandedMessage.expand(vector.message().getBytes(US_ASCII), TAG, expected.length))
                .isEqualTo(expected);
    }

    @Test
    void aLengthThatIsNoMultipleOfAHashIsCut() {
        assertThat(ExpandedMessage.expand(new byte[1], TAG, 33)).hasSize(33);
        assertThat(ExpandedMessage.expand(new byte[1], TAG, 255 * 32)).hasSize(255 * 32);
    }

    @Test
    void whatTheRfcRefusesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ExpandedMessage.expand(new byte[1], TAG, 255 * 32 + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ExpandedMessage.expand(new byte[1], TAG, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ExpandedMessage.expand(new byte[1], "", 32));
        assertThatIllegalArgumentException().isThrownBy(() -> ExpandedMessage.expand(new byte[1], "t".repeat(256), 32));
        assertThat(ExpandedMessage.expand(new byte[1], "t".repeat(255), 32)).hasSize(32);
    }
}
