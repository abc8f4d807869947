package io.kaibo.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.pay.PayControl;
import io.kaibo.sandbox.pay.PayEndpoint;
import io.kaibo.sandbox.pay.PaySigning;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.Exhaustive;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Something fails for ten minutes of the test's clock, with many claims at work; then it works again. No claim is refused for it, each is
 * granted afterwards, and WeChat Pay is not asked more often than the delays of messages allow.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class GrantLastingFaultsTest {

    private static final int CLAIMS = Exhaustive.size(100, 4);
    private static final Deliveries.How SIDE_BY_SIDE = new Deliveries.How(1, 8);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration SCHEDULE = Duration.ofMinutes(5);

    /** Longer than a claim waits until it is looked after. */
    private static final Duration UNTIL_LOOKED_AFTER = Duration.ofMinutes(11);

    private static final int MOST_SETTLES = 5;

    @Inject
    CouponShop shop;

    @Inject
    World world;

    @Inject
    Deliveries deliveries;

    @Inject
    CouponConfig config;

    @Inject
    Http http;

    /** How often a message came in ten minutes. */
    private int rounds;

    @BeforeEach
    void claimsAreAtWork() {
        world.clean();
        CouponId coupon = shop.shelve(CouponShop.plan(CLAIMS));
        shop.viewers(CLAIMS)
                .forEach(viewer -> assertThat(
                                shop.claim(coupon, viewer, "key-00001").status())
                        .isEqualTo(202));
    }

    static Stream<Fault> faults() {
        return Stream.<Fault>of(
                        new Fault.Fail(503),
                        new Fault.DropAfter(),
                        new Fault.Word(429, "FREQUENCY_LIMIT_EXCEED"),
                        new Fault.DropBefore())
                .limit(Exhaustive.size(4, 2));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whileWeChatPayIsDownNoClaimIsRefused(Fault fault) {
        world.pay().fault(PayEndpoint.SEND, fault, 0, 0);
        tenMinutesPass();
        assertThat(shop.states()).isEqualTo(Map.of("pending", (long) CLAIMS));
        assertThat(world.pay().calls(PayEndpoint.SEND)).isBetween(CLAIMS, CLAIMS * rounds);
        allAreGrantedAfterwards();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WRONG", "NONE"})
    void whileAnswersAreSignedByAnotherNoClaimIsRefusedOrGranted(PaySigning how) {
        world.pay().sign(how);
        tenMinutesPass();
        assertThat(shop.states()).isEqualTo(Map.of("pending", (long) CLAIMS));
        assertThat(world.pay().calls(PayEndpoint.SEND)).isBetween(CLAIMS, CLAIMS * rounds);
        world.pay().sign(PaySigning.NAMED);
        allAreGrantedAfterwards();
    }

    @Test
    void aKeyOfOursThatIsWrongHaltsAllAfterAFewCalls() {
        world.pay().fault(PayEndpoint.SEND, new Fault.Word(401, "SIGN_ERROR"), 0, 0);
        tenMinutesPass();
        assertThat(shop.states()).isEqualTo(Map.of("pending", (long) CLAIMS));
        assertThat(world.pay().calls(PayEndpoint.SEND)).isBetween(1, SIDE_BY_SIDE.atOnce());
        world.pay().clearFaults();
        assertThat(http.post("/admin/coupons/resume").asOperator().send().status())
                .isEqualTo(204);
        allAreGrantedAfterwards();
    }

    /** The test waits as long as a call takes, so that only an exhaustive run makes it. */
    @Test
    void aSlowSendCostsNoClaimAnything() {
        int slow = Exhaustive.size(SIDE_BY_SIDE.atOnce(), 0);
        assumeThat(slow).isPositive();
        world.pay().fault(PayEndpoint.SEND, new Fault.Delay(Duration.ofSeconds(6)), 0, slow);
        deliveries.round("coupon-grant", SIDE_BY_SIDE);
        assertThat(shop.states()).isEqualTo(Map.of("pending", (long) slow, "granted", (long) CLAIMS - slow));
        allAreGrantedAfterwards();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DynamoDb.TransactWriteItems", "DynamoDb.GetItem", "DynamoDb.UpdateItem"})
    void whileTheTableIsAwayNoClaimIsLost(String down) {
        Calls.listen(call -> {
            if (call.equals(down)) {
                throw new IllegalStateException("planned");
            }
        });
        tenMinutesPass();
        Calls.reset();
        assertThat(shop.states()).isEqualTo(Map.of("pending", (long) CLAIMS));
        assertThat(world.pay().calls(PayEndpoint.SEND))
                .as("settling brings a second message of claims of which nothing could be written")
                .isLessThanOrEqualTo(2 * CLAIMS * rounds);
        allAreGrantedAfterwards();
    }

    /** A message comes as often as its delays say, and the schedule runs. */
    private void tenMinutesPass() {
        rounds = 0;
        Duration passed = Duration.ZERO;
        Duration looked = Duration.ZERO;
        while (passed.compareTo(TEN_MINUTES) < 0) {
            deliveries.round("coupon-grant", SIDE_BY_SIDE);
            Duration delay = config.backOff(rounds);
            rounds++;
            world.clock().advance(delay);
            passed = passed.plus(delay);
            if (passed.minus(looked).compareTo(SCHEDULE) >= 0) {
                looked = passed;
                shop.lookAfter();
            }
        }
    }

    private void allAreGrantedAfterwards() {
        world.pay().clearFaults();
        int settles = 0;
        do {
            world.clock().advance(UNTIL_LOOKED_AFTER);
            shop.lookAfter();
            deliveries.untilEmpty("coupon-grant", SIDE_BY_SIDE, 100);
            settles++;
        } while (shop.states().containsKey("pending") && settles < MOST_SETTLES);
        assertThat(shop.states()).isEqualTo(Map.of("granted", (long) CLAIMS));
        List<String> openids =
                world.pay().granted().stream().map(PayControl.Granted::openid).toList();
        assertThat(openids).hasSize(CLAIMS).doesNotHaveDuplicates();
    }
}
