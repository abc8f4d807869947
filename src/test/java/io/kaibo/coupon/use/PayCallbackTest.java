package io.kaibo.coupon.use;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.aws.Item;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.PayMail;
import io.kaibo.http.Role;
import io.kaibo.sandbox.pay.PayEndpoint;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Exhaustive;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** WeChat Pay's notifications: a use is counted once, and what is not WeChat Pay's changes nothing. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PayCallbackTest {

    private static final String VIEWER = "o-buyer-0";

    /** A message that failed is hidden for six minutes; the lease of its person has lapsed then. */
    private static final Duration UNTIL_IT_COMES_AGAIN = Duration.ofMinutes(6);

    /** Of the bytes of a notification one of so many is altered. */
    private static final int ONE_OF = Exhaustive.size(1, 11);

    @Inject
    CouponShop shop;

    @Inject
    PayMail mail;

    @Inject
    World world;

    @Inject
    Http http;

    private CouponId coupon;

    @BeforeEach
    void shelve() {
        world.clean();
        shop.viewers(3);
        coupon = shop.shelve(CouponShop.plan(5));
    }

    /** WeChat Pay's id of the coupon. */
    private String grant() {
        shop.claim(coupon, VIEWER, "key-00001");
        shop.grantAll();
        return world.pay().granted().getFirst().couponId();
    }

    private JsonNode numbers() {
        return http.get("/admin/coupons/numbers?room=" + CouponShop.ROOM)
                .as(Role.OPERATOR)
                .send()
                .body()
                .at("/coupons/0");
    }

    private Set<Map<String, AttributeValue>> items() {
        return new HashSet<>(world.items(CouponItems.TABLE));
    }

    private void assertRefused(PayMail.Notice notice) {
        Http.Answer answer = mail.deliver(notice);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:kaibo:problem:no-notification");
        assertThat(answer.body().path("code").asText()).isEqualTo("FAIL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"named", "other"})
    void aUseThatIsSignedByEitherKeyIsCountedOnceHoweverOftenItIsNotified(String key) throws Exception {
        String couponId = grant();
        mail.open();
        world.pay().notices(Map.of("times", 2, "delay_millis", 5, "how", key));
        world.clock().advance(Duration.ofDays(2));
        Instant usedAt = Instant.ofEpochSecond(world.clock().instant().getEpochSecond());
        world.pay().use(couponId);
        assertThat(mail.deliver(mail.next()).status()).isEqualTo(204);
        Set<Map<String, AttributeValue>> counted = items();
        assertThat(mail.deliver(mail.next()).status()).isEqualTo(204);
        assertThat(items()).isEqualTo(counted);
        assertThat(numbers().path("used").asInt()).isEqualTo(1);
        assertThat(numbers().path("granted").asInt())
                .as("a used one is granted, too")
                .isEqualTo(1);
        assertThat(shop.find(coupon, VIEWER, 1).usedAt()).isEqualTo(usedAt);
        assertThat(shop.claims(VIEWER).getFirst().path("usedAt").asText()).isEqualTo(usedAt.toString());
    }

    @Test
    void aUseThatComesBeforeTheSendIsAnsweredIsCounted() {
        mail.openForwarding();
        world.pay().notices(Map.of("before_answers", true));
        grant();
        assertThat(numbers().path("used").asInt()).isEqualTo(1);
        assertThat(world.pay().delivered())
                .singleElement()
                .matches(delivered -> delivered.status().equals("204"));
    }

    @Test
    void aGrantWhoseWriterCrashedBeforeItLookedForTheUseIsCompletedByItsMessage() throws Exception {
        shop.claim(coupon, VIEWER, "key-00001");
        String couponId = mail.sendUnheard(coupon, VIEWER, shop.find(coupon, VIEWER, 1));
        mail.deliver(mail.use(couponId));
        Calls.crashAfter(1, "DynamoDb.TransactWriteItems");
        shop.grantRound();
        Calls.revive();
        world.clock().advance(UNTIL_IT_COMES_AGAIN);
        shop.grantAll();
        assertThat(numbers().path("used").asInt()).isEqualTo(1);
    }

    @Test
    void theUseOfACouponThatAnotherProgramSentWaitsForNinetyDaysUncounted() throws Exception {
        grant();
        String couponId = mail.send("o-buyer-1", "other-0001", "1900000109");
        assertThat(mail.deliver(mail.use(couponId)).status()).isEqualTo(204);
        assertThat(numbers().path("used").asInt()).isZero();
        Item use = new Item(world.item(CouponItems.TABLE, "W#" + couponId, "USE"));
        Instant expiresAt = Instant.ofEpochSecond(use.number("expiresAt"));
        assertThat(expiresAt.minus(Duration.ofDays(90)))
                .isBetween(
                        world.clock().instant().minusSeconds(60), world.clock().instant());
    }

    @Test
    void theUseOfAnotherMerchantsCouponIsRefused() throws Exception {
        world.pay().putStock(CouponShop.STOCK, Map.of("stock_creator_mchid", "1900000199"));
        String couponId = mail.send(VIEWER, "other-0001", "1900000199");
        PayMail.Notice notice = mail.use(couponId);
        Set<Map<String, AttributeValue>> before = items();
        assertRefused(notice);
        assertThat(items()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe", "wrong", "none"})
    void whatIsNotSignedIsRefused(String how) throws Exception {
        String couponId = grant();
        Set<Map<String, AttributeValue>> before = items();
        mail.open();
        world.pay().notices(Map.of("how", how));
        world.pay().use(couponId);
        assertRefused(mail.next());
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void everyAlteredByteIsRefused() throws Exception {
        PayMail.Notice notice = mail.use(grant());
        Set<Map<String, AttributeValue>> before = items();
        for (int i = 0; i < notice.body().length; i += ONE_OF) {
            assertRefused(notice.withBody(altered(notice.body(), i)));
        }
        for (String header : List.of("serial", "timestamp", "nonce", "signature")) {
            String value = notice.headers().get("wechatpay-" + header);
            for (int i = 0; i < value.length(); i += ONE_OF) {
                // its Base64 fills two bytes, of which not every bit counts
                if (value.charAt(i) != '=' && i < value.length() - 3) {
                    String other = new String(altered(value.getBytes(UTF_8), i), UTF_8);
                    assertRefused(notice.with("wechatpay-" + header, other));
                }
            }
        }
        assertThat(items()).isEqualTo(before);
        assertThat(mail.deliver(notice).status()).isEqualTo(204);
    }

    private static byte[] altered(byte[] bytes, int place) {
        byte[] other = bytes.clone();
        other[place] ^= 1;
        return other;
    }

    @Test
    void aNotificationIsTakenForFiveMinutes() throws Exception {
        PayMail.Notice notice = mail.use(grant());
        Set<Map<String, AttributeValue>> before = items();
        world.clock().advance(Duration.ofSeconds(302));
        assertRefused(notice);
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsLookedAt() throws Exception {
        PayMail.Notice notice = mail.use(grant());
        assertThat(mail.deliver(notice.withBody(new byte[65_537])).status()).isEqualTo(413);
    }

    @Test
    void anyOtherEventIsTakenAndChangesNothing() throws Exception {
        Set<Map<String, AttributeValue>> before = items();
        Http.Answer set = http.call("PUT", "/admin/coupons/notifications")
                .as(Role.OPERATOR)
                .json("{\"url\":\"" + mail.uri() + "\"}")
                .send();
        assertThat(set.status()).isEqualTo(204);
        assertThat(world.pay().calls(PayEndpoint.NOTIFY)).isEqualTo(1);
        http.post("/admin/coupons/self-check").as(Role.OPERATOR).send();
        assertThat(mail.deliver(mail.next()).status()).isEqualTo(204);
        assertThat(items()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a/b", "https://example.com/callbacks/pay?a=1", "example.com", ""})
    void anAddressThatIsNoneIsRefused(String url) {
        Http.Answer answer = http.call("PUT", "/admin/coupons/notifications")
                .as(Role.OPERATOR)
                .json("{\"url\":\"" + url + "\"}")
                .send();
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("url");
        assertThat(world.pay().calls(PayEndpoint.NOTIFY)).isZero();
    }

    @Test
    void itsLogNamesNoPersonAndNoCoupon() throws Exception {
        String couponId = grant();
        PayMail.Notice notice = mail.use(couponId);
        List<String> lines = Output.of(() -> {
            mail.deliver(notice);
            mail.deliver(notice.with("wechatpay-nonce", "other"));
            mail.deliver(notice.withBody("{}".getBytes(UTF_8)));
        });
        assertThat(lines).anyMatch(line -> line.contains("a notification was refused: its SIGNATURE"));
        assertThat(lines).anyMatch(line -> line.contains("\"CouponUsed\":1"));
        assertThat(String.join("\n", lines).toLowerCase(Locale.ROOT)).doesNotContain(couponId, VIEWER);
    }
}
