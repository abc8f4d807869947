package io.kaibo.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.OneCoupon;
import io.kaibo.sandbox.pay.PayEndpoint;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of one person's claims, one at a time is asked for. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class LeaseTest {

    private static final String VIEWER = OneCoupon.VIEWER;
    private static final String SEND = "Pay." + PayEndpoint.SEND.title();

    @Inject
    OneCoupon oneCoupon;

    @Inject
    CouponShop shop;

    @Inject
    Deliveries deliveries;

    @Inject
    World world;

    private CouponId coupon;

    @BeforeEach
    void shelve() {
        coupon = oneCoupon.shelve();
    }

    @Test
    void aMessageThatComesAgainTakesNoLease() {
        oneCoupon.claim(coupon, VIEWER);
        JsonNode message = world.takeMessages(ClaimToGrant.QUEUE).getFirst();
        world.sendMessage(ClaimToGrant.QUEUE, message);
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
        Calls.reset();
        world.sendMessage(ClaimToGrant.QUEUE, message);
        assertThat(shop.grantRound()).isEqualTo(1);
        assertThat(Calls.writes()).isZero();
    }

    /** The lease is of 90 s, and a send takes 15 s at the most. */
    @ParameterizedTest
    @CsvSource({"74, 1", "76, 0"})
    void aSendBeginsOnlyIfTheLeaseLastsLongerThanItMay(int seconds, int sends) {
        oneCoupon.claim(coupon, VIEWER);
        Calls.listen(call -> {
            if (call.equals("DynamoDb.BatchGetItem")) {
                world.clock().advance(Duration.ofSeconds(seconds));
            }
        });
        shop.grantRound();
        assertThat(world.pay().calls(PayEndpoint.SEND)).isEqualTo(sends);
        Calls.reset();
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
        assertThat(world.pay().calls(PayEndpoint.SEND)).isEqualTo(1);
    }

    /** Of two sends to one person at once WeChat Pay refuses one, as if the person had too many. */
    @Test
    void ofManyClaimsOfOnePersonOneIsAskedForAtATime() {
        claimFive();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Calls.listen(call -> {
            if (call.equals(SEND)) {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            }
        });
        Calls.afterEach(call -> {
            if (call.equals(SEND)) {
                underWay.decrementAndGet();
            }
        });
        deliveries.untilEmpty("coupon-grant", new Deliveries.How(1, OneCoupon.PIECES), 20);
        assertThat(shop.states()).isEqualTo(Map.of("granted", (long) OneCoupon.PIECES));
        assertThat(world.pay().calls(PayEndpoint.SEND)).isEqualTo(OneCoupon.PIECES);
        assertThat(most).hasValue(1);
    }

    /** The control: each waits until another is asked for as well. */
    @Test
    void withoutTheLeaseTwoWouldBeAskedForAtOnce() {
        claimFive();
        Calls.rewrite(Conditions.stripping(SendingTable.FREE));
        CountDownLatch two = new CountDownLatch(2);
        AtomicBoolean met = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals(SEND)) {
                two.countDown();
                met.compareAndSet(false, await(two));
            }
        });
        deliveries.round("coupon-grant", new Deliveries.How(1, OneCoupon.PIECES));
        assertThat(met).isTrue();
    }

    private void claimFive() {
        for (int n = 0; n < OneCoupon.PIECES; n++) {
            assertThat(shop.claim(coupon, VIEWER, "key-0000" + n).status()).isEqualTo(202);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
