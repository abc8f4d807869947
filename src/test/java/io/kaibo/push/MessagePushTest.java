package io.kaibo.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.kaibo.aws.Secrets;
import io.kaibo.testing.Output;
import io.kaibo.testing.Pushing;
import io.kaibo.wechat.WeChatConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePushTest {

    private static final Pushing WECHAT = Pushing.local();
    private static final Instant NOW = Instant.parse("2026-07-30T12:00:00Z");
    private static final String TURNED_OFF = event("subscribe_msg_change_event", "t1");
    private static final PushOutcome TAKEN = new PushOutcome.EventReceived(new PushedEvent.Change(
            new PushedEvent.Sender("oPerson", Instant.ofEpochSecond(1_620_968_440)), List.of("t1")));

    private final MessagePush safe = push(WECHAT, "safe", NOW);
    private final MessagePush plain = push(WECHAT, "plain", NOW);

    static List<PushVectors.Signed> signed() {
        return PushVectors.signed();
    }

    static List<PushVectors.Encrypted> encrypted() {
        return PushVectors.encrypted();
    }

    @ParameterizedTest
    @MethodSource("signed")
    void theSignaturesOfWeChatsDocumentationAreGood(PushVectors.Signed vector) {
        var query = new PushQuery(vector.signature(), vector.timestamp(), vector.nonce(), null);
        for (String mode : List.of("safe", "plain")) {
            MessagePush push = push(PushVectors.account(), mode, seconds(vector.timestamp()));
            assertThat(push.acceptsCheck(query)).isTrue();
            assertThat(push.acceptsCheck(
                            new PushQuery(query.signature(), query.timestamp(), query.nonce() + "0", null)))
                    .isFalse();
        }
        assertThat(Pushing.sign(PushVectors.account().token(), vector.timestamp(), vector.nonce()))
                .isEqualTo(vector.signature());
    }

    @ParameterizedTest
    @MethodSource("encrypted")
    void theEncryptedMessagesOfWeChatsDocumentationAreTaken(PushVectors.Encrypted vector) {
        var query = new PushQuery(null, vector.timestamp(), vector.nonce(), vector.msgSignature());
        byte[] body = bytes("{\"Encrypt\":\"" + vector.encrypt() + "\"}");
        Instant at = seconds(vector.timestamp());
        assertThat(push(PushVectors.account(), "safe", at).receive(query, body))
                .isEqualTo(new PushOutcome.EventReceived(new PushedEvent.Other()));
        assertThat(push(PushVectors.account(), "plain", at).receive(query, body))
                .isEqualTo(new PushOutcome.PushRefused());
        assertThat(Pushing.sign(PushVectors.account().token(), vector.timestamp(), vector.nonce(), vector.encrypt()))
                .isEqualTo(vector.msgSignature());
    }

    @Test
    void aPushIsTakenInTheFormThatWasAgreedAndInNoOther() {
        assertThat(receive(safe, WECHAT.safe(TURNED_OFF, NOW))).isEqualTo(TAKEN);
        assertThat(receive(safe, WECHAT.safeXml(TURNED_OFF, NOW))).isEqualTo(TAKEN);
        assertThat(receive(plain, WECHAT.plain(TURNED_OFF, NOW))).isEqualTo(TAKEN);

        assertThat(receive(safe, WECHAT.plain(TURNED_OFF, NOW))).isEqualTo(new PushOutcome.PushRefused());
        assertThat(receive(plain, WECHAT.safe(TURNED_OFF, NOW))).isEqualTo(new PushOutcome.PushRefused());
        assertThat(receive(plain, WECHAT.safeXml(TURNED_OFF, NOW))).isEqualTo(new PushOutcome.PushRefused());
    }

    @Test
    void theEncryptedFormOfAPushInBothFormsCounts() {
        Pushing.Pushed both = WECHAT.safe(TURNED_OFF, NOW);
        String body = both.body()
                .replaceFirst(
                        "\\}$", "," + event("subscribe_msg_change_event", "t2").substring(1));
        assertThat(receive(safe, new Pushing.Pushed(both.query(), body))).isEqualTo(TAKEN);
    }

    @Test
    void thePlainFormOfAPushInBothFormsCountsInPlainMode() {
        String encrypted = WECHAT.encrypt("0123456789abcdef", bytes(event("subscribe_msg_change_event", "t2")));
        String json = TURNED_OFF.replaceFirst("\\}$", ",\"Encrypt\":\"" + encrypted + "\"}");
        String xml = "<xml><ToUserName>gh_1</ToUserName><FromUserName>oPerson</FromUserName>"
                + "<CreateTime>1620968440</CreateTime><MsgType>event</MsgType>"
                + "<Event>subscribe_msg_change_event</Event><SubscribeMsgChangeEvent><List><TemplateId>t1</TemplateId>"
                + "<SubscribeStatusString>reject</SubscribeStatusString></List></SubscribeMsgChangeEvent>"
                + "<Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
        String message = "{\"FromUserName\":\"oPerson\",\"MsgType\":\"text\",\"Encrypt\":\"" + encrypted + "\"}";
        assertThat(receive(plain, WECHAT.plain(json, NOW))).isEqualTo(TAKEN);
        assertThat(receive(plain, WECHAT.plain(xml, NOW))).isEqualTo(TAKEN);
        assertThat(receive(plain, WECHAT.plain(message, NOW)))
                .isEqualTo(new PushOutcome.EventReceived(new PushedEvent.Other()));
        var other = new Pushing("guessed", WECHAT.encodingAesKey(), WECHAT.appid());
        assertThat(receive(plain, other.plain(json, NOW))).isEqualTo(new PushOutcome.PushRefused());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\n    ", "\t"})
    void blanksAndLineEndsAroundWhatIsEncryptedAreNoPartOfIt(String around) {
        String encrypt = WECHAT.encrypt("0123456789abcdef", bytes(TURNED_OFF));
        String query = WECHAT.encrypted(encrypt, NOW).query();
        String within = around + encrypt + around;
        for (String body : List.of(
                "{\"Encrypt\":\""
                        + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(within)) + "\"}",
                "<xml><Encrypt>" + within + "</Encrypt></xml>",
                "<xml><Encrypt><![CDATA[" + within + "]]></Encrypt></xml>",
                "<xml><Encrypt>" + around + "<![CDATA[" + encrypt + "]]>" + around + "</Encrypt></xml>")) {
            assertThat(receive(safe, new Pushing.Pushed(query, body))).as(body).isEqualTo(TAKEN);
        }
    }

    @Test
    void aPushThatIsRefusedOrCannotBeReadSaysAtWhichStepAndNothingOfItself() {
        Pushing.Pushed good = WECHAT.safe(TURNED_OFF, NOW);
        var otherToken = new Pushing("guessed", WECHAT.encodingAesKey(), WECHAT.appid());
        var otherKey = new Pushing(WECHAT.token(), "k".repeat(43), WECHAT.appid());
        var otherAppid = new Pushing(WECHAT.token(), WECHAT.encodingAesKey(), "wx0a1b2c3d4e5f6072");
        String lacking = TURNED_OFF.replace("TemplateId", "TemplateName");
        String refused = "a push was refused: its ";
        assertLogs(safe, WECHAT.safe(TURNED_OFF, NOW.minusSeconds(301)), refused + "time");
        assertLogs(safe, new Pushing.Pushed("nonce=1", good.body()), refused + "time");
        assertLogs(safe, otherToken.safe(TURNED_OFF, NOW), refused + "signature");
        assertLogs(safe, new Pushing.Pushed(WECHAT.plain("", NOW).query(), good.body()), refused + "signature");
        assertLogs(safe, WECHAT.encrypted("no Base64", NOW), refused + "base64");
        assertLogs(safe, otherKey.safe(TURNED_OFF, NOW), refused + "padding");
        assertLogs(safe, otherAppid.safe(TURNED_OFF, NOW), refused + "appid");
        assertLogs(safe, WECHAT.plain(TURNED_OFF, NOW), refused + "form");
        assertLogs(safe, new Pushing.Pushed(good.query(), "oPerson"), refused + "form");
        assertLogs(plain, good, refused + "form");
        assertLogs(plain, otherToken.plain(TURNED_OFF, NOW), refused + "signature");
        assertLogs(safe, WECHAT.safe("oPerson", NOW), "form, which is neither JSON nor XML");
        assertLogs(safe, WECHAT.safe(lacking, NOW), "form, in which a known event lacks something");
        assertLogs(plain, WECHAT.plain(lacking, NOW), "form, in which a known event lacks something");
        assertThat(Output.of(() -> safe.acceptsCheck(query(otherToken.plain("", NOW)))))
                .singleElement()
                .asString()
                .endsWith(refused + "signature");
        assertThat(Output.of(() -> receive(safe, good))).isEmpty();
    }

    private static void assertLogs(MessagePush push, Pushing.Pushed pushed, String end) {
        assertThat(Output.of(() -> receive(push, pushed)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .endsWith(end)
                        .doesNotContain("oPerson")
                        .doesNotContain("t1")
                        .doesNotContain(WECHAT.appid()));
    }

    @Test
    void aPushMayBeAsLongAsABody() {
        String message = TURNED_OFF.replaceFirst("\\}$", ",\"more\":\"" + "x".repeat(48_000) + "\"}");
        assertThat(WECHAT.safeXml(message, NOW).body()).hasSizeBetween(64_000, 64 * 1024);
        assertThat(receive(safe, WECHAT.safeXml(message, NOW))).isEqualTo(TAKEN);
        assertThat(receive(safe, WECHAT.safe(message, NOW))).isEqualTo(TAKEN);
    }

    @Test
    void aSingleChangedCharacterOfWhatIsEncryptedIsRefused() {
        String encrypt = WECHAT.encrypt("0123456789abcdef", bytes(TURNED_OFF));
        Pushing.Pushed good = WECHAT.encrypted(encrypt, NOW);
        assertThat(receive(safe, good)).isEqualTo(TAKEN);
        for (int i = 0; i < encrypt.length(); i++) {
            char other = encrypt.charAt(i) == 'A' ? 'B' : 'A';
            String changed = encrypt.substring(0, i) + other + encrypt.substring(i + 1);
            assertThat(receive(
                            safe, new Pushing.Pushed(good.query(), good.body().replace(encrypt, changed))))
                    .as("character %d", i)
                    .isEqualTo(new PushOutcome.PushRefused());
        }
    }

    @Test
    void aPushThatIsCutShortIsRefusedSignedAnewOrNot() {
        String encrypt = WECHAT.encrypt("0123456789abcdef", bytes(TURNED_OFF));
        assertThat(encrypt).doesNotEndWith("=");
        Pushing.Pushed good = WECHAT.encrypted(encrypt, NOW);
        for (int length = 0; length < encrypt.length(); length++) {
            String cut = encrypt.substring(0, length);
            assertThat(receive(
                            safe, new Pushing.Pushed(good.query(), good.body().replace(encrypt, cut))))
                    .isEqualTo(new PushOutcome.PushRefused());
            assertThat(receive(safe, WECHAT.encrypted(cut, NOW))).isEqualTo(new PushOutcome.PushRefused());
        }
    }

    @Test
    void aPushForAnotherMiniProgramIsRefused() {
        var other = new Pushing(WECHAT.token(), WECHAT.encodingAesKey(), "wx0a1b2c3d4e5f6072");
        assertThat(receive(safe, other.safe(TURNED_OFF, NOW))).isEqualTo(new PushOutcome.PushRefused());
    }

    @Test
    void aPushThatIsSignedWithAnotherTokenIsRefused() {
        var other = new Pushing("guessed", WECHAT.encodingAesKey(), WECHAT.appid());
        assertThat(receive(safe, other.safe(TURNED_OFF, NOW))).isEqualTo(new PushOutcome.PushRefused());
        assertThat(receive(plain, other.plain(TURNED_OFF, NOW))).isEqualTo(new PushOutcome.PushRefused());
        assertThat(safe.acceptsCheck(query(other.plain("", NOW)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-5M", "PT-1S", "PT0S", "PT1S", "PT5M"})
    void aPushWithinFiveMinutesIsInTime(Duration off) {
        Instant at = NOW.plus(off);
        assertThat(receive(safe, WECHAT.safe(TURNED_OFF, at))).isEqualTo(TAKEN);
        assertThat(receive(plain, WECHAT.plain(TURNED_OFF, at))).isEqualTo(TAKEN);
        assertThat(safe.acceptsCheck(query(WECHAT.plain("", at)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-5M-1S", "PT5M1S", "P-1000D", "P1000D", "P-20000D"})
    void aPushFromAnotherTimeIsRefused(Duration off) {
        Instant at = NOW.plus(off);
        assertThat(receive(safe, WECHAT.safe(TURNED_OFF, at))).isEqualTo(new PushOutcome.PushRefused());
        assertThat(receive(plain, WECHAT.plain(TURNED_OFF, at))).isEqualTo(new PushOutcome.PushRefused());
        assertThat(safe.acceptsCheck(query(WECHAT.plain("", at)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1785412800.0",
                "+1785412800",
                " 1785412800",
                "1785412800 ",
                "١٧٨٥٤١٢٨٠٠",
                "0x6A6B3E40",
                "99999999999999999999"
            })
    void aTimeThatIsNoNumberIsRefused(String timestamp) {
        assertThat(NOW.getEpochSecond()).isEqualTo(1_785_412_800);
        String encrypt = WECHAT.encrypt("0123456789abcdef", bytes(TURNED_OFF));
        var query = new PushQuery(
                Pushing.sign(WECHAT.token(), timestamp, "n"),
                timestamp,
                "n",
                Pushing.sign(WECHAT.token(), timestamp, "n", encrypt));
        assertThat(safe.acceptsCheck(query)).isFalse();
        assertThat(safe.receive(query, bytes("{\"Encrypt\":\"" + encrypt + "\"}")))
                .isEqualTo(new PushOutcome.PushRefused());
        assertThat(plain.receive(query, bytes(TURNED_OFF))).isEqualTo(new PushOutcome.PushRefused());
    }

    @Test
    void aPushThatLacksAParameterIsRefused() {
        PushQuery all = query(WECHAT.safe(TURNED_OFF, NOW));
        byte[] body = bytes(WECHAT.safe(TURNED_OFF, NOW).body());
        assertThat(safe.receive(all, body)).isEqualTo(TAKEN);
        assertThat(safe.receive(new PushQuery(all.signature(), null, all.nonce(), all.msgSignature()), body))
                .isEqualTo(new PushOutcome.PushRefused());
        assertThat(safe.receive(new PushQuery(all.signature(), all.timestamp(), null, all.msgSignature()), body))
                .isEqualTo(new PushOutcome.PushRefused());
        for (String none : Arrays.asList(null, "", all.signature())) {
            assertThat(safe.receive(new PushQuery(all.signature(), all.timestamp(), all.nonce(), none), body))
                    .isEqualTo(new PushOutcome.PushRefused());
        }
        assertThat(plain.receive(
                        new PushQuery(null, all.timestamp(), all.nonce(), all.msgSignature()), bytes(TURNED_OFF)))
                .isEqualTo(new PushOutcome.PushRefused());
        assertThat(safe.acceptsCheck(new PushQuery(null, all.timestamp(), all.nonce(), all.msgSignature())))
                .isFalse();
        assertThat(safe.acceptsCheck(new PushQuery(null, null, null, null))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "[]",
                "null",
                "{\"Encrypt\":7}",
                "{\"Encrypt\":\"\"}",
                "<xml/>",
                "<xml><Encrypt/></xml>"
            })
    void aPushWithNothingEncryptedIsRefused(String body) {
        assertThat(receive(safe, new Pushing.Pushed(WECHAT.safe(TURNED_OFF, NOW).query(), body)))
                .isEqualTo(new PushOutcome.PushRefused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{", "{\"Event\":\"subscribe_msg_sent_event\"}"})
    void anEventOfWeChatsThatCannotBeReadIsMalformed(String message) {
        assertThat(receive(safe, WECHAT.safe(message, NOW))).isEqualTo(new PushOutcome.EventMalformed());
        assertThat(receive(plain, WECHAT.plain(message, NOW))).isEqualTo(new PushOutcome.EventMalformed());
    }

    @Test
    void withoutATokenNothingStarts() {
        assertThatThrownBy(() -> push(new Pushing("", WECHAT.encodingAesKey(), WECHAT.appid()), "safe", NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("push-token");
    }

    private static MessagePush push(Pushing account, String mode, Instant now) {
        WeChatConfig config = new SmallRyeConfigBuilder()
                .withMapping(WeChatConfig.class)
                .withDefaultValue("kaibo.wechat.appid", account.appid())
                .withDefaultValue("kaibo.wechat.push-mode", mode)
                .build()
                .getConfigMapping(WeChatConfig.class);
        Secrets secrets = new Secrets(Map.of("push-token", account.token(), "push-aes-key", account.encodingAesKey()));
        return new MessagePush(config, secrets, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static PushOutcome receive(MessagePush push, Pushing.Pushed pushed) {
        return push.receive(query(pushed), bytes(pushed.body()));
    }

    private static PushQuery query(Pushing.Pushed pushed) {
        Map<String, String> query = new HashMap<>();
        for (String parameter : pushed.query().split("&")) {
            String[] pair = parameter.split("=", 2);
            query.put(pair[0], pair[1]);
        }
        return new PushQuery(
                query.get("signature"), query.get("timestamp"), query.get("nonce"), query.get("msg_signature"));
    }

    private static String event(String name, String templateId) {
        return "{\"FromUserName\":\"oPerson\",\"CreateTime\":\"1620968440\",\"Event\":\"" + name
                + "\",\"List\":{\"TemplateId\":\"" + templateId + "\",\"SubscribeStatusString\":\"reject\"}}";
    }

    private static Instant seconds(String timestamp) {
        return Instant.ofEpochSecond(Long.parseLong(timestamp));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
