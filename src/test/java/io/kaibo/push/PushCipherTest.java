package io.kaibo.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.testing.Pushing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushCipherTest {

    private static final Pushing WECHAT = Pushing.local();

    private final PushCipher cipher = new PushCipher(WECHAT.encodingAesKey(), WECHAT.appid());

    static List<PushVectors.Encrypted> vectors() {
        return PushVectors.encrypted();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theMessagesThatWeChatsDocumentationEncryptsAreDecrypted(PushVectors.Encrypted vector) {
        Pushing account = PushVectors.account();
        assertThat(decrypt(new PushCipher(account.encodingAesKey(), account.appid()), vector.encrypt()))
                .map(PushCipherTest::text)
                .contains(vector.message());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theTestsEncryptAsWeChatDoes(PushVectors.Encrypted vector) {
        assertThat(PushVectors.account().encrypt(vector.random(), bytes(vector.message())))
                .isEqualTo(vector.encrypt());
    }

    @Test
    void messagesOfEveryLengthComeBackAsTheyWere() {
        Random random = new Random(20260730);
        for (int length = 0; length <= 5000; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            assertThat(decrypt(WECHAT.encrypt("0123456789abcdef", message)))
                    .as("%d bytes", length)
                    .hasValueSatisfying(back -> assertThat(back).isEqualTo(message));
        }
    }

    @Test
    void noPartOfAMessageIsAMessage() {
        // of whole blocks, and not
        for (int length : List.of(26, 100)) {
            byte[] whole = Base64.getDecoder().decode(WECHAT.encrypt("0123456789abcdef", new byte[length]));
            for (int end = 0; end < whole.length; end++) {
                assertThat(decrypt(Base64.getEncoder().encodeToString(Arrays.copyOf(whole, end))))
                        .as("the first %d bytes of %d", end, whole.length)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "====", "not Base64", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA==", "消息"})
    void aTextThatIsNotEncryptedIsNoMessage(String text) {
        assertThat(decrypt(text)).isEmpty();
    }

    @Test
    void aMessageForAnotherMiniProgramIsNotOurs() {
        for (String appid : List.of("wx0a1b2c3d4e5f6072", "", "x" + WECHAT.appid(), WECHAT.appid() + "x", "wx")) {
            var other = new Pushing(WECHAT.token(), WECHAT.encodingAesKey(), appid);
            assertThat(decrypt(other.encrypt("0123456789abcdef", bytes("{}"))))
                    .as(appid)
                    .isEmpty();
        }
    }

    @Test
    void aMessageWithAnotherKeyIsNotOurs() {
        var other = new Pushing(WECHAT.token(), "x".repeat(43), WECHAT.appid());
        for (int length = 0; length < 1000; length++) {
            assertThat(decrypt(other.encrypt("0123456789abcdef", new byte[length])))
                    .isEmpty();
        }
    }

    /** The content is 44 bytes, so that 20 of padding belong behind it. */
    @Test
    void aMessageWithAnyOtherPaddingThanWeChatsIsNotOurs() {
        byte[] good = padded(6);
        assertThat(good).hasSize(64).endsWith(20, 20);
        assertThat(decrypt(WECHAT.encryptPadded(good))).isPresent();

        for (int count = -128; count < 128; count++) {
            if (count != 20) {
                byte[] last = good.clone();
                last[63] = (byte) count;
                assertThat(decrypt(WECHAT.encryptPadded(last)))
                        .as("the last is %d", count)
                        .isEmpty();
                byte[] all = good.clone();
                Arrays.fill(all, 44, 64, (byte) count);
                assertThat(decrypt(WECHAT.encryptPadded(all)))
                        .as("all are %d", count)
                        .isEmpty();
            }
        }
        for (int i = 44; i < 64; i++) {
            byte[] one = good.clone();
            one[i] ^= 1;
            assertThat(decrypt(WECHAT.encryptPadded(one))).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void paddingToTheBlockOfTheCipherIsNotWeChats() {
        byte[] content = Arrays.copyOf(padded(6), 44);
        byte[] toSixteen = Arrays.copyOf(content, 48);
        Arrays.fill(toSixteen, 44, 48, (byte) 4);
        assertThat(decrypt(WECHAT.encryptPadded(toSixteen))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 5, 7, 24, 255, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aMessageThatStatesAnotherLengthIsNotOurs(int length) {
        byte[] lying = padded(6);
        ByteBuffer.wrap(lying).putInt(16, length);
        assertThat(decrypt(WECHAT.encryptPadded(lying))).isEmpty();
    }

    @Test
    void aMessageThatIsNotOursSaysAtWhichStepThatWasFound() {
        var otherKey = new Pushing(WECHAT.token(), "x".repeat(43), WECHAT.appid());
        var otherAppid = new Pushing(WECHAT.token(), WECHAT.encodingAesKey(), "wx0a1b2c3d4e5f6072");
        byte[] lying = padded(6);
        ByteBuffer.wrap(lying).putInt(16, 7);
        assertThat(cipher.decrypt("no Base64")).isEqualTo(new PushCipher.NotOurs(PushStep.BASE64));
        assertThat(cipher.decrypt("AAAA")).isEqualTo(new PushCipher.NotOurs(PushStep.PADDING));
        assertThat(cipher.decrypt(otherKey.encrypt("0123456789abcdef", bytes("{}"))))
                .isEqualTo(new PushCipher.NotOurs(PushStep.PADDING));
        assertThat(cipher.decrypt(otherAppid.encrypt("0123456789abcdef", bytes("{}"))))
                .isEqualTo(new PushCipher.NotOurs(PushStep.APPID));
        assertThat(cipher.decrypt(WECHAT.encryptPadded(lying))).isEqualTo(new PushCipher.NotOurs(PushStep.APPID));
    }

    @Test
    void theSixBitsOfAKeysLastCharacterMayBeAny() {
        // the 43 characters are 258 bits, of which a key has 256
        for (char last : "ABz019".toCharArray()) {
            var account = new Pushing("t", "k".repeat(42) + last, WECHAT.appid());
            assertThat(decrypt(
                            new PushCipher(account.encodingAesKey(), account.appid()),
                            account.encrypt("0123456789abcdef", bytes("{}"))))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "k*kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk", "kkkk"})
    void aKeyThatIsNoneStopsTheStartAndIsNotTold(String key) {
        assertThatThrownBy(() -> new PushCipher(key, WECHAT.appid()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the secret push-aes-key is no EncodingAESKey of 43 characters")
                .hasNoCause();
    }

    private Optional<byte[]> decrypt(String base64) {
        return decrypt(cipher, base64);
    }

    private static Optional<byte[]> decrypt(PushCipher cipher, String base64) {
        return switch (cipher.decrypt(base64)) {
            case PushCipher.Decrypted(byte[] message) -> Optional.of(message);
            case PushCipher.NotOurs notOurs -> Optional.empty();
        };
    }

    private static byte[] padded(int messageLength) {
        byte[] appid = bytes(WECHAT.appid());
        ByteBuffer content = ByteBuffer.allocate(20 + messageLength + appid.length);
        content.put(new byte[16])
                .putInt(messageLength)
                .put(new byte[messageLength])
                .put(appid);
        return Pushing.padded(content.array());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
