package io.kaibo.wechat.pay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kaibo.local.LocalPorts;
import io.kaibo.sandbox.Delivered;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.pay.PayControl.Granted;
import io.kaibo.sandbox.pay.PayEndpoint;
import io.kaibo.sandbox.pay.PayKeys;
import io.kaibo.sandbox.pay.PaySigning;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stocks, sends, holdings, notifications and the self-check, against the sandbox. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CashCouponsTest {

    private static final String STOCK = "19000777";

    @Inject
    World world;

    @Inject
    LocalPorts ports;

    private PayCalls calls;
    private CashCoupons coupons;

    @BeforeEach
    void start() {
        world.clean();
        world.pay().putStock(STOCK, Map.of("max_coupons_per_user", 60));
        calls = PayFixtures.calls(world.clock(), ports.pay());
        coupons = new CashCoupons(calls);
    }

    private static CouponToSend coupon(String number) {
        return new CouponToSend(STOCK, number, LocalPorts.APPID, PayKeys.MERCHANT);
    }

    private String send(String openid, String number) {
        return ((SendCouponAnswer.Granted) coupons.send(openid, coupon(number))).couponId();
    }

    @Test
    void aPersonIsSentACouponOnceByOneNumber() {
        String sent = send("oA", "n1");
        assertThat(send("oA", "n1")).isEqualTo(sent);
        assertThat(world.pay().granted()).containsExactly(new Granted(sent, "oA", STOCK, "n1", false));
        assertThat(Calls.count("Pay." + PayEndpoint.SEND.title())).isEqualTo(2);
    }

    @Test
    void aSendWhoseAnswerIsLostIsFoundAgainByItsNumber() {
        world.pay().fault(PayEndpoint.SEND, new Fault.DropAfter());
        assertThat(coupons.send("oA", coupon("n1"))).isInstanceOf(SendCouponAnswer.Delayed.class);
        String held = coupons.findHolding("oA", LocalPorts.APPID, STOCK, PayKeys.MERCHANT, "n1")
                .orElseThrow();
        assertThat(send("oA", "n1")).isEqualTo(held);
        assertThat(world.pay().granted()).hasSize(1);
    }

    @Test
    void aStockIsRead() {
        send("oA", "n1");
        assertThat(coupons.readStock(STOCK, PayKeys.MERCHANT))
                .isInstanceOfSatisfying(StockAnswer.Found.class, found -> {
                    assertThat(found.stock().state()).isEqualTo(StockState.RUNNING);
                    assertThat(found.stock().distributed()).isEqualTo(1);
                    assertThat(found.stock().maxCoupons()).isEqualTo(5000);
                });
        world.pay().putStock(STOCK, Map.of("status", "stoped"));
        assertThat(coupons.readStock(STOCK, PayKeys.MERCHANT))
                .isInstanceOfSatisfying(
                        StockAnswer.Found.class,
                        found -> assertThat(found.stock().state()).isEqualTo(StockState.STOPPED));
        assertThat(coupons.readStock("404", PayKeys.MERCHANT)).isEqualTo(new StockAnswer.NoSuchStock());
        world.pay().fault(PayEndpoint.STOCK, new Fault.Say("{\"stock_id\":1}"));
        assertThat(coupons.readStock(STOCK, PayKeys.MERCHANT))
                .isEqualTo(new StockAnswer.Failed(new PayFailure.Now(
                        "its answer cannot be read: stock_use_rule is absent", Duration.ofMinutes(1))));
    }

    @ParameterizedTest
    @CsvSource({
        "USER_AL_GET_COUPON, PersonRefused",
        "RULE_LIMIT, LimitReached",
        "NOT_ENOUGH, StockShort",
        "REQUEST_BLOCKED, Blocked",
        "SYSTEM_ERROR, Delayed",
    })
    void aRefusalIsClassed(String word, String expected) {
        world.pay().refuse("oA", word, 1);
        assertThat(coupons.send("oA", coupon("n1")).getClass().getSimpleName()).isEqualTo(expected);
        send("oA", "n1");
    }

    @Test
    void ofASendThatIsDroppedBeforeItsEffectNothingIsLeft() {
        world.pay().fault(PayEndpoint.SEND, new Fault.DropBefore());
        assertThat(coupons.send("oA", coupon("n1"))).isInstanceOf(SendCouponAnswer.Delayed.class);
        assertThat(world.pay().granted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, RETRIED, 0", "BEFORE, FAILED, 0", "AFTER, RETRIED, 1", "AFTER, FAILED, 1"})
    void aFaultOfASweepStrikesASend(Calls.Moment moment, Calls.Kind kind, int granted) {
        Calls.plan(new Calls.Fault(1, moment, kind));
        assertThat(coupons.send("oA", coupon("n1"))).isInstanceOf(SendCouponAnswer.Delayed.class);
        assertThat(Calls.hasStruck()).isTrue();
        assertThat(world.pay().granted()).hasSize(granted);
        send("oA", "n1");
        assertThat(world.pay().granted()).hasSize(1);
    }

    @Test
    void aCrashOfASweepEndsTheCaller() {
        Calls.plan(new Calls.Fault(1, Calls.Moment.AFTER, Calls.Kind.CRASHED));
        assertThatThrownBy(() -> coupons.send("oA", coupon("n1"))).isInstanceOf(Calls.Crash.class);
        assertThat(world.pay().granted()).hasSize(1);
        Calls.revive();
        send("oA", "n1");
        assertThat(world.pay().granted()).hasSize(1);
    }

    @Test
    void aGrantWithoutACouponIsNone() {
        world.pay().fault(PayEndpoint.SEND, new Fault.Say("{}"));
        assertThat(coupons.send("oA", coupon("n1"))).isInstanceOf(SendCouponAnswer.Delayed.class);
    }

    @Test
    void aHoldingIsFoundOnAnyOfTheFirstPages() {
        for (int i = 0; i < 45; i++) {
            send("oA", "n" + i);
        }
        assertThat(find("n0")).isNotEmpty();
        assertThat(find("n44")).isNotEmpty();
        assertThat(Calls.count("Pay." + PayEndpoint.LIST.title())).isEqualTo(1 + 3);
        assertThat(find("n45")).isEmpty();
        assertThat(Calls.count("Pay." + PayEndpoint.LIST.title())).isEqualTo(1 + 3 + 3);
        world.pay().use(find("n44").orElseThrow());
        assertThat(find("n44")).as("a used one").isNotEmpty();
        world.pay().rules(Map.of("shows_numbers", false));
        assertThat(find("n0")).as("a missing number proves nothing").isEmpty();
    }

    @Test
    void noMoreThanFivePagesAreRead() {
        String page = "{\"data\":[" + "{\"coupon_id\":\"1\",\"out_request_no\":\"other\"},".repeat(19)
                + "{\"coupon_id\":\"1\"}]}";
        world.pay().fault(PayEndpoint.LIST, new Fault.Say(page), 0, 0);
        assertThat(find("n1")).isEmpty();
        assertThat(world.pay().calls(PayEndpoint.LIST)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"data\":{}}", "{\"data\":[1,null,{}]}", "{\"data\":[{\"out_request_no\":\"n1\"}]}"})
    void anOddListShowsNoGrant(String list) {
        world.pay().fault(PayEndpoint.LIST, new Fault.Say(list));
        assertThat(find("n1")).isEmpty();
        world.pay().fault(PayEndpoint.LIST, new Fault.Fail(502));
        assertThat(find("n1")).isEmpty();
    }

    private Optional<String> find(String number) {
        return coupons.findHolding("oA", LocalPorts.APPID, STOCK, PayKeys.MERCHANT, number);
    }

    @Test
    void theSelfCheckSaysWhatIsWrong() {
        PaySelfCheck check = new PaySelfCheck(calls);
        assertThat(check.run()).isEmpty();
        world.pay().sign(PaySigning.OTHER);
        assertThat(check.run()).as("during a switch of keys").isEmpty();
        world.pay().sign(PaySigning.PROBE);
        assertThat(check.run()).hasValueSatisfying(why -> assertThat(why).isInstanceOf(PayFailure.Now.class));
        world.pay().sign(PaySigning.NAMED);
        world.pay().fault(PayEndpoint.ECHO, new Fault.Say("{\"echo_message\":\"other\"}"));
        assertThat(check.run()).hasValueSatisfying(why -> assertThat(why).isInstanceOf(PayFailure.Request.class));
        world.pay().fault(PayEndpoint.ECHO, new Fault.Word(401, "SIGN_ERROR"));
        assertThat(check.run()).hasValueSatisfying(why -> assertThat(why).isInstanceOf(PayFailure.Account.class));
    }

    @ParameterizedTest
    @EnumSource(names = {"PROBE", "WRONG", "NONE"})
    void aGrantThatIsNotSignedIsNotBelievedAndItsRepetitionIs(PaySigning how) {
        world.pay().sign(how);
        assertThat(coupons.send("oA", coupon("n1"))).isInstanceOf(SendCouponAnswer.Delayed.class);
        world.pay().sign(PaySigning.NAMED);
        assertThat(send("oA", "n1")).isEqualTo(world.pay().granted().getFirst().couponId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "empty", "null", "absent"})
    void aUseIsNotifiedLateAndTwice(String associatedData) throws Exception {
        try (Receiver receiver = new Receiver()) {
            world.pay().callback(receiver.uri());
            world.pay().notices(Map.of("times", 2, "delay_millis", 10, "associated_data", associatedData));
            world.clock().advance(Duration.ofDays(3));
            String couponId = send("oA", "n1");
            world.pay().use(couponId);
            PayNotification.Event first = (PayNotification.Event) receiver.next();
            PayNotification.Event second = (PayNotification.Event) receiver.next();
            assertThat(first.type()).isEqualTo(CouponUse.EVENT);
            assertThat(CouponUse.of(first.resource()).couponId()).isEqualTo(couponId);
            assertThat(second.id()).isEqualTo(first.id());
            Awaitility.await()
                    .untilAsserted(() -> assertThat(world.pay().delivered())
                            .containsOnly(new Delivered(CouponUse.EVENT, "200", 1))
                            .hasSize(2));
            assertThat(world.pay().granted().getFirst().used()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROBE", "WRONG", "NONE"})
    void aNotificationThatIsNotSignedIsRefusedAndRepeated(PaySigning how) throws Exception {
        try (Receiver receiver = new Receiver()) {
            world.pay().callback(receiver.uri());
            world.pay().notices(Map.of("how", how.name().toLowerCase(Locale.ROOT)));
            world.pay().use(send("oA", "n1"));
            for (int i = 0; i < 3; i++) {
                assertThat(receiver.next()).isInstanceOf(PayNotification.Unsigned.class);
            }
        }
    }

    @Test
    void aUseMayBeNotifiedBeforeTheSendIsAnswered() throws Exception {
        try (Receiver receiver = new Receiver()) {
            world.pay().callback(receiver.uri());
            world.pay().notices(Map.of("before_answers", true));
            String couponId = send("oA", "n1");
            PayNotification.Event event = (PayNotification.Event) receiver.arrived();
            assertThat(CouponUse.of(event.resource()).couponId()).isEqualTo(couponId);
        }
    }

    /** Opens what is notified, and answers 401 to what is not signed. */
    private final class Receiver implements AutoCloseable {
        private final PayNotifications notifications = new PayNotifications(
                new PaySignatures(PayFixtures.secrets(), world.clock()), new PayCipher(PayFixtures.secrets()));
        private final BlockingQueue<PayNotification> taken = new LinkedBlockingQueue<>();
        private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);

        Receiver() throws IOException {
            server.createContext("/", exchange -> {
                try (exchange) {
                    PayNotification notification = notifications.open(
                            PaySignatures.Headers.read(exchange.getRequestHeaders()::getFirst),
                            exchange.getRequestBody().readAllBytes());
                    taken.add(notification);
                    byte[] answer = "{}".getBytes(UTF_8);
                    exchange.sendResponseHeaders(
                            notification instanceof PayNotification.Event ? 200 : 401, answer.length);
                    exchange.getResponseBody().write(answer);
                }
            });
            server.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callbacks/pay");
        }

        PayNotification next() throws InterruptedException {
            PayNotification notification = taken.poll(30, TimeUnit.SECONDS);
            assertThat(notification).as("what is notified").isNotNull();
            return notification;
        }

        /** What is there without waiting. */
        PayNotification arrived() {
            return taken.remove();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
