package io.kaibo.wechat.pay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.wechat.Members;
import io.kaibo.wechat.OddElementException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayNotificationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Instant NOW = PayFixtures.SIGNED_AT;

    private static final String USE = """
            {"stock_creator_mchid":"9800064","stock_id":"9865888","coupon_id":"98674556","coupon_name":"满减",\
            "status":"USED","create_time":"2019-04-02T12:00:00+08:00","coupon_type":"NORMAL","no_cash":false,"singleitem":false,\
            "consume_information":{"consume_time":"2019-04-02T20:34:20+08:00","consume_mchid":"9800064","transaction_id":"2345"}}""";

    private final PaySignatures signatures = new PaySignatures(Platform.secrets(), PayFixtures.CLOCK);
    private final PayNotifications notifications = new PayNotifications(signatures, new PayCipher(Platform.secrets()));

    private static ObjectNode notification(String resource, String associatedData) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", "EV-1")
                .put("create_time", "2019-04-02T20:34:20+08:00")
                .put("resource_type", "encrypt-resource")
                .put("event_type", "COUPON.USE")
                .put("summary", "代金券核销通知");
        json.putObject("resource")
                .put("original_type", "coupon")
                .put("algorithm", "AEAD_AES_256_GCM")
                .put("ciphertext", Platform.encrypt(resource, associatedData))
                .put("associated_data", associatedData)
                .put("nonce", "0123456789ab");
        return json;
    }

    private PayNotification open(String body) {
        return notifications.open(Platform.sign(body, NOW), body.getBytes(UTF_8));
    }

    @Test
    void aUseIsReadFromItsNotification() {
        assertThat(open(notification(USE, "coupon").toString()))
                .isInstanceOfSatisfying(PayNotification.Event.class, event -> {
                    assertThat(event.id()).isEqualTo("EV-1");
                    assertThat(event.type()).isEqualTo(CouponUse.EVENT);
                    assertThat(event.createdAt()).isEqualTo(NOW.minusSeconds(NOW.getEpochSecond() - 1_554_208_460));
                    assertThat(CouponUse.of(event.resource()))
                            .isEqualTo(new CouponUse(
                                    "98674556", "9865888", "9800064", Instant.parse("2019-04-02T12:34:20Z")));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "null", "empty"})
    void itNeedsNoAssociatedData(String form) {
        ObjectNode json = notification(USE, "");
        ObjectNode resource = (ObjectNode) json.get("resource");
        switch (form) {
            case "absent" -> resource.remove("associated_data");
            case "null" -> resource.putNull("associated_data");
            default -> assertThat(resource.get("associated_data").asText()).isEmpty();
        }
        assertThat(open(json.toString())).isInstanceOf(PayNotification.Event.class);
    }

    @Test
    void whatIsNotSignedIsNotRead() {
        String body = notification(USE, "coupon").toString();
        PaySignatures.Headers headers = Platform.sign(body, NOW);
        assertThat(notifications.open(headers, (body + " ").getBytes(UTF_8)))
                .isEqualTo(new PayNotification.Unsigned(SignatureFault.SIGNATURE));
        assertThat(notifications.open(new PaySignatures.Headers(null, null, null, null), body.getBytes(UTF_8)))
                .isEqualTo(new PayNotification.Unsigned(SignatureFault.FORM));
        assertThat(notifications.open(Platform.sign(body, NOW.minus(Duration.ofMinutes(6))), body.getBytes(UTF_8)))
                .isEqualTo(new PayNotification.Unsigned(SignatureFault.TIME));
    }

    @Test
    void whatIsEncryptedWithAnotherKeyOrForAnotherPurposeIsNotRead() {
        ObjectNode json = notification(USE, "coupon");
        ((ObjectNode) json.get("resource")).put("associated_data", "refund");
        assertThat(open(json.toString())).isEqualTo(new PayNotification.Undecryptable());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is no object",
                "[] | it is no object",
                "{ | it is no JSON",
                "{} | resource is absent",
                "{\"resource\":{}} | algorithm is absent",
                "{\"resource\":{\"algorithm\":\"AES\"}} | algorithm is not AEAD_AES_256_GCM",
                "{\"resource\":{\"algorithm\":\"AEAD_AES_256_GCM\",\"nonce\":1}} | nonce is no text",
            })
    void whatIsOddIsUnreadableByTheNameOfItsMember(String body, String fault) {
        assertThat(open(body)).isEqualTo(new PayNotification.Unreadable(fault));
    }

    @ParameterizedTest
    @CsvSource({"id, id is absent", "event_type, event_type is absent", "create_time, create_time is absent"})
    void anEventHasAllOfItsMembers(String member, String fault) {
        ObjectNode json = notification(USE, "coupon");
        json.remove(member);
        assertThat(open(json.toString())).isEqualTo(new PayNotification.Unreadable(fault));
        assertThat(open(notification("[]", "").toString()))
                .isEqualTo(new PayNotification.Unreadable("it is no object"));
    }

    @ParameterizedTest
    @CsvSource({
        "coupon_id, coupon_id is absent",
        "stock_id, stock_id is absent",
        "stock_creator_mchid, stock_creator_mchid is absent",
        "consume_information, consume_information is absent",
    })
    void aUseHasAllOfItsMembers(String member, String fault) throws Exception {
        ObjectNode use = (ObjectNode) JSON.readTree(USE);
        use.remove(member);
        assertThatExceptionOfType(OddElementException.class)
                .isThrownBy(() -> CouponUse.of(new Members(use)))
                .extracting(OddElementException::fault)
                .isEqualTo(fault);
    }
}
