package io.kaibo.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.OneCoupon;
import io.kaibo.sandbox.Fault;
import io.kaibo.sandbox.pay.PayEndpoint;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each of WeChat Pay's answers makes of a claim. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class GrantTest {

    private static final String VIEWER = OneCoupon.VIEWER;

    /** Longer than a claim waits until it is looked after. */
    private static final Duration UNTIL_LOOKED_AFTER = Duration.ofMinutes(11);

    @Inject
    OneCoupon oneCoupon;

    @Inject
    CouponShop shop;

    @Inject
    World world;

    private CouponId coupon;

    @BeforeEach
    void shelve() {
        coupon = oneCoupon.shelve();
    }

    /** It is neither sent nor refused, and its message does not come again and again. */
    @Test
    void theClaimOfAPersonWithoutAnOpenidWaits() {
        oneCoupon.claim(coupon, VIEWER);
        world.empty("people");
        shop.grantRound();
        Claim claim = shop.find(coupon, VIEWER, 1);
        assertThat(claim.state()).isEqualTo(ClaimState.PENDING);
        assertThat(claim.lastCode()).isEqualTo("NO_OPENID");
        assertThat(world.takeMessages(ClaimToGrant.QUEUE)).isEmpty();
        world.clock().advance(UNTIL_LOOKED_AFTER);
        shop.lookAfter();
        assertThat(world.takeMessages(ClaimToGrant.QUEUE)).isEmpty();
        shop.viewers(5);
        world.clock().advance(Duration.ofDays(1));
        shop.settle();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER_AL_GET_COUPON", "USER_ACCOUNT_ABNORMAL"})
    void aWordAboutThePersonRefusesTheClaimAndFreesItsTicket(String word) {
        world.pay().refuse(VIEWER, word, 0);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("refused", 1L));
        assertThat(shop.holders()).isEmpty();
        assertThat(world.pay().calls(PayEndpoint.SEND)).isEqualTo(1);
    }

    @Test
    void theLimitIsBelievedWhenItIsNamedAgainHalfAMinuteLater() {
        world.pay().refuse(VIEWER, "RULE_LIMIT", 0);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantRound();
        world.clock().advance(Duration.ofSeconds(29));
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        assertThat(shop.holders()).hasSize(1);
        world.clock().advance(Duration.ofSeconds(1));
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("refused", 1L));
        assertThat(shop.holders()).isEmpty();
    }

    @Test
    void aLimitThatIsNotNamedAgainWasNone() {
        world.pay().refuse(VIEWER, "RULE_LIMIT", 1);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
    }

    @Test
    void aSendWhoseAnswerIsLostIsMadeAgainWithItsNumber() {
        world.pay().fault(PayEndpoint.SEND, new Fault.DropAfter(), 0, 3);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
        assertThat(world.pay().granted()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER_AL_GET_COUPON", "USER_ACCOUNT_ABNORMAL", "RULE_LIMIT"})
    void aRefusalAfterALostAnswerIsThatOfTheCouponWhichThePersonHas(String word) {
        world.pay().fault(PayEndpoint.SEND, new Fault.DropAfter(), 0, 1);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantRound();
        world.pay().refuse(VIEWER, word, 0);
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
        assertThat(shop.holders()).hasSize(1);
        assertThat(world.pay().granted()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER_AL_GET_COUPON", "USER_ACCOUNT_ABNORMAL"})
    void aRefusalAfterASendWithoutAnAnswerIsBelievedWhenItIsSaidAgain(String word) {
        world.pay().fault(PayEndpoint.SEND, new Fault.DropBefore(), 0, 1);
        world.pay().refuse(VIEWER, word, 0);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantRound();
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        world.clock().advance(Duration.ofSeconds(30));
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("refused", 1L));
        assertThat(shop.holders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"coupon_id\":null}", "{\"coupon_id\":4711}", "{\"coupon_id\":\"\"}", "{\"coupon_id\":\"a b\"}"
            })
    void anAnswerWithoutACouponsNumberIsNoGrant(String answer) {
        world.pay().fault(PayEndpoint.SEND, new Fault.Say(answer), 0, 1);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantRound();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
    }

    @Test
    void aClaimWhoseMessageWasLostIsLookedAfter() {
        oneCoupon.claim(coupon, VIEWER);
        world.takeMessages(ClaimToGrant.QUEUE);
        shop.settle();
        assertThat(shop.states()).as("it is not due yet").isEqualTo(Map.of("pending", 1L));
        world.clock().advance(UNTIL_LOOKED_AFTER);
        shop.settle();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
    }

    @Test
    void whileWeChatPayIsDownNoClaimIsRefused() {
        world.pay().fault(PayEndpoint.SEND, new Fault.Fail(503), 0, 0);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 1L));
        assertThat(world.pay().calls(PayEndpoint.SEND)).isLessThanOrEqualTo(GrantClaim.MOST_ROUNDS + 1);
        world.pay().clearFaults();
        world.clock().advance(UNTIL_LOOKED_AFTER);
        shop.settle();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L));
    }
}
