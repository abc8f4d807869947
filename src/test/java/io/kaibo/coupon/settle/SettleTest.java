package io.kaibo.coupon.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.PayMail;
import io.kaibo.coupon.grant.HaltTable;
import io.kaibo.http.Role;
import io.kaibo.local.Invocation;
import io.kaibo.local.LocalLambda;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.pay.PayEndpoint;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What looking after coupons and claims does. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SettleTest {

    private static final String VIEWER = "o-buyer-0";
    private static final Duration UNTIL_LOOKED_AFTER = Duration.ofMinutes(11);

    @Inject
    CouponShop shop;

    @Inject
    PayMail mail;

    @Inject
    HaltTable halts;

    @Inject
    World world;

    @Inject
    Http http;

    @Inject
    LocalLambda functions;

    private CouponId coupon;

    @BeforeEach
    void shelve() {
        world.clean();
        shop.viewers(3);
        coupon = shop.shelve(new CouponPlan(CouponShop.STOCK, 5, 5, null, null, false, 1_000, null));
    }

    /** What {@code coupon-settle} counts under this name. */
    private int settle(String count) {
        return count(run(), count);
    }

    private Invocation.Answered run() {
        return (Invocation.Answered) functions.call("coupon-settle", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private int count(Invocation.Answered answer, String count) {
        return world.tree(new String(answer.body(), StandardCharsets.UTF_8))
                .path(count)
                .asInt();
    }

    private Http.Answer managed() {
        return http.get("/admin/coupons/" + coupon).as(Role.OPERATOR).send();
    }

    private void assertOffShelf(String reason) {
        assertThat(managed().body().path("state").asText()).isEqualTo("off-shelf");
        assertThat(managed().body().path("reason").asText()).isEqualTo(reason);
        assertThat(shop.claim(coupon, "o-buyer-2", "key-00001").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"paused, its stock is paused", "stoped, its stock is stopped", "unactivated, its stock is unactivated"})
    void aStockThatDoesNotRunTakesItsCouponOffTheShelfWithTheReason(String state, String reason) {
        assertThat(settle("takenOffShelf")).isZero();
        world.pay().putStock(CouponShop.STOCK, Map.of("status", state));
        assertThat(settle("takenOffShelf")).isEqualTo(1);
        assertOffShelf(reason);
        assertThat(settle("takenOffShelf")).isZero();
    }

    @Test
    void aStockThatHasEndedTakesItsCouponOffTheShelf() {
        long now = world.clock().instant().getEpochSecond();
        world.pay().putStock(CouponShop.STOCK, Map.of("available_end_time", now - 1));
        assertThat(settle("takenOffShelf")).isEqualTo(1);
        assertOffShelf("its stock has ended");
    }

    @Test
    void aStockThatCannotBeReadTakesNothingOffTheShelf() {
        world.pay().putStock(CouponShop.STOCK, Map.of("status", "paused"));
        world.pay().fault(PayEndpoint.STOCK, new Fault.Fail(503));
        assertThat(settle("takenOffShelf")).isZero();
        assertThat(managed().body().path("state").asText()).isEqualTo("on-shelf");
    }

    /** A run that would not end in time ends early; the next one goes on where it ended. */
    @Test
    void whereTooManyAreDueOneRunTakesSomeAndDoesTheRest() {
        IntStream.range(0, 3).forEach(n -> shop.claim(coupon, "o-buyer-" + n, "key-00001"));
        IntStream.range(0, 2).forEach(n -> shop.claim(coupon, "o-buyer-" + n, "key-00002"));
        world.takeMessages(ClaimToGrant.QUEUE);
        world.clock().advance(UNTIL_LOOKED_AFTER);
        world.pay().putStock(CouponShop.STOCK, Map.of("status", "paused"));
        Calls.afterEach(call -> {
            if (call.equals("DynamoDb.UpdateItem")) {
                world.clock().advance(Duration.ofSeconds(20));
            }
        });
        Invocation.Answered slow = run();
        Calls.reset();
        assertThat(count(slow, "enqueued")).isEqualTo(3);
        assertThat(count(slow, "takenOffShelf")).isEqualTo(1);
        assertThat(settle("enqueued")).as("the two that are left").isEqualTo(2);
    }

    @Test
    void whereNoNumberCanGetLostTheTicketsAreReadOnce() {
        IntStream.range(0, 5).forEach(n -> shop.claim(coupon, VIEWER, "key-0000" + n));
        settle("numbersFound");
        Calls.reset();
        settle("numbersFound");
        assertThat(Calls.count("DynamoDb.Query")).isLessThan(64);
    }

    @Test
    void roomsThatShareAStockHaveItReadOnce() {
        shop.put(CouponShop.plan(1), CouponState.ON_SHELF);
        world.pay().putStock(CouponShop.STOCK, Map.of("status", "paused"));
        assertThat(settle("takenOffShelf")).isEqualTo(2);
        assertThat(world.pay().calls(PayEndpoint.STOCK)).isEqualTo(1);
    }

    /** What was claimed in the last seconds is not given back: closing waits from the moment at which it went off the shelf. */
    @Test
    void aCouponThatWasTakenOffTheShelfIsNotClosedAtOnce() {
        world.pay().putStock(CouponShop.STOCK, Map.of("status", "paused"));
        settle("takenOffShelf");
        assertThat(close().status()).isEqualTo(503);
    }

    private Http.Answer close() {
        return http.post("/admin/coupons/" + coupon + "/close")
                .as(Role.OPERATOR)
                .send();
    }

    /** A claim whose coupon WeChat Pay has sent, and whose answer was lost. */
    private String loseAnAnswer() {
        shop.claim(coupon, VIEWER, "key-00001");
        Claim claim = shop.find(coupon, VIEWER, 1);
        world.takeMessages(ClaimToGrant.QUEUE);
        return mail.sendUnheard(coupon, VIEWER, claim);
    }

    @Test
    void aClaimOfAHaltedCouponIsFoundAmongTheHoldings() {
        String couponId = loseAnAnswer();
        halt();
        world.clock().advance(UNTIL_LOOKED_AFTER);
        int sends = world.pay().calls(PayEndpoint.SEND);
        assertThat(settle("foundGranted")).isEqualTo(1);
        assertThat(shop.find(coupon, VIEWER, 1).state()).isEqualTo(ClaimState.GRANTED);
        assertThat(shop.find(coupon, VIEWER, 1).couponId()).isEqualTo(couponId);
        assertThat(world.pay().calls(PayEndpoint.SEND)).isEqualTo(sends);
        assertThat(world.takeMessages(ClaimToGrant.QUEUE)).as("the other two").hasSize(2);
    }

    @Test
    void aHoldingWithoutANumberProvesNothing() {
        loseAnAnswer();
        halt();
        world.pay().rules(Map.of("shows_numbers", false));
        world.clock().advance(UNTIL_LOOKED_AFTER);
        assertThat(settle("foundGranted")).isZero();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 3L));
    }

    @Test
    void whereASendMayBeAskedForNothingIsLookedUp() {
        loseAnAnswer();
        world.clock().advance(UNTIL_LOOKED_AFTER);
        assertThat(settle("enqueued")).isEqualTo(1);
        assertThat(world.pay().calls(PayEndpoint.LIST)).isZero();
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
        assertThat(world.pay().granted()).hasSize(1);
    }

    /** Two more viewers claim, and WeChat Pay refuses the account. */
    private void halt() {
        IntStream.range(1, 3).forEach(n -> shop.claim(coupon, "o-buyer-" + n, "key-00001"));
        world.pay().fault(PayEndpoint.SEND, new Fault.Word(401, "SIGN_ERROR"));
        shop.grantRound();
        assertThat(halts.find()).isPresent();
        world.takeMessages(ClaimToGrant.QUEUE);
    }

    @Test
    void whatIsPendingForAnHourIsCountedAlsoIfItIsNotDue() {
        world.pay().fault(PayEndpoint.SEND, new Fault.Fail(503), 0, 0);
        shop.claim(coupon, VIEWER, "key-00001");
        Instant claimedAt = shop.find(coupon, VIEWER, 1).claimedAt();
        while (world.clock().instant().isBefore(claimedAt.plus(Duration.ofMinutes(59)))) {
            assertThat(settle("pendingLong")).isZero();
            world.clock().advance(Duration.ofMinutes(5));
            shop.grantRound();
        }
        world.clock().advance(Duration.ofMinutes(5));
        assertThat(settle("pendingLong")).isEqualTo(1);
    }
}
