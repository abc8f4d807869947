package io.kaibo.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.OneCoupon;
import io.kaibo.person.LocalPersons;
import io.kaibo.sandbox.pay.PayEndpoint;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of WeChat Pay's answers halts a coupon, which halts all, and which neither. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class HaltGrantsTest {

    private static final String VIEWER = OneCoupon.VIEWER;

    /** Longer than a claim waits until it is looked after. */
    private static final Duration UNTIL_LOOKED_AFTER = Duration.ofMinutes(11);

    @Inject
    OneCoupon oneCoupon;

    @Inject
    CouponShop shop;

    @Inject
    World world;

    @Inject
    Http http;

    @Inject
    StrangeWordTable strangeWords;

    private CouponId coupon;

    @BeforeEach
    void shelve() {
        coupon = oneCoupon.shelve();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIGN_ERROR", "APPID_MCHID_NOT_MATCH"})
    void aFailureOfTheAccountHaltsAllAndRefusesNoClaim(String word) {
        world.pay().refuse(VIEWER, word, 1);
        oneCoupon.claim(coupon, VIEWER);
        oneCoupon.claim(coupon, "o-buyer-1");
        shop.grantAll();
        assertThat(shop.states()).isEqualTo(Map.of("pending", 2L));
        assertThat(world.pay().calls(PayEndpoint.SEND)).as("one found it out").isEqualTo(1);
        assertThat(oneCoupon
                        .managed("?room=" + CouponShop.ROOM.value())
                        .body()
                        .at("/halt/reason")
                        .asText())
                .startsWith(word);
        assertThat(http.post("/admin/coupons/resume").asOperator().send().status())
                .isEqualTo(204);
        world.clock().advance(UNTIL_LOOKED_AFTER);
        shop.settle();
        assertThat(shop.states()).isEqualTo(Map.of("granted", 2L));
    }

    @Test
    void aFailureOfTheAccountHaltsTheCouponsOfOtherStocksToo() {
        world.pay().putStock("9802", Map.of("max_coupons", 5, "max_coupons_per_user", 5));
        CouponId other = shop.put(new CouponPlan("9802", 5, 5, null, null, false, 1_000, null), CouponState.ON_SHELF);
        world.pay().refuse(VIEWER, "SIGN_ERROR", 1);
        claimAndGrant(coupon, VIEWER);
        claimAndGrant(other, "o-buyer-1");
        assertThat(world.pay().calls(PayEndpoint.SEND)).isEqualTo(1);
        assertThat(shop.states()).isEqualTo(Map.of("pending", 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST_BLOCKED", "INVALID_REQUEST", "PARAM_ERROR", "RESOURCE_ALREADY_EXISTS"})
    void aWordThatMayConcernAllHaltsTheCouponWithTheThirdPerson(String word) {
        List<String> blocked = List.of(VIEWER, "o-buyer-1", "o-buyer-2");
        blocked.forEach(openid -> world.pay().refuse(openid, word, 0));
        oneCoupon.claim(coupon, VIEWER);
        oneCoupon.claim(coupon, "o-buyer-1");
        shop.grantRound();
        shop.grantRound();
        assertThat(oneCoupon.managed("/" + coupon).body().path("halt").isMissingNode())
                .isTrue();
        oneCoupon.claim(coupon, "o-buyer-2");
        shop.grantAll();
        assertThat(oneCoupon.managed("/" + coupon).body().path("halt").asText()).contains(word);
        assertThat(shop.states()).isEqualTo(Map.of("pending", 3L));
        assertThat(http.post("/admin/coupons/" + coupon + "/resume")
                        .asOperator()
                        .send()
                        .status())
                .isEqualTo(204);
        oneCoupon.claim(coupon, "o-buyer-3");
        shop.grantAll();
        assertThat(shop.states()).containsEntry("granted", 1L);
    }

    @Test
    void personsWhoAreBlockedBeforeAndAfterAGrantHaltNothing() {
        for (int n : new int[] {1, 2, 4}) {
            world.pay().refuse("o-buyer-" + n, "REQUEST_BLOCKED", 0);
        }
        for (int n = 0; n < 5; n++) {
            claimAndGrant(coupon, "o-buyer-" + n);
        }
        assertThat(shop.states()).isEqualTo(Map.of("granted", 2L, "pending", 3L));
        for (int i = 0; i < 3; i++) {
            world.clock().advance(UNTIL_LOOKED_AFTER);
            shop.settle();
        }
        assertThat(oneCoupon.managed("/" + coupon).body().path("halt").isMissingNode())
                .as("said again of the same claims, it is no news")
                .isTrue();
    }

    @Test
    void aBlockedClaimIsNotAskedForAgainUntilItIsLookedAfter() {
        world.pay().refuse(VIEWER, "REQUEST_BLOCKED", 0);
        oneCoupon.claim(coupon, VIEWER);
        shop.grantAll();
        assertThat(world.pay().calls(PayEndpoint.SEND)).isEqualTo(1);
    }

    @Test
    void oneStockThatIsGoneHaltsNoOther() {
        CouponId gone = shop.put(new CouponPlan("4711", 5, 1, null, null, false, 1_000, null), CouponState.ON_SHELF);
        claimAndGrant(gone, VIEWER);
        claimAndGrant(coupon, "o-buyer-1");
        assertThat(shop.states()).isEqualTo(Map.of("granted", 1L, "pending", 1L));
        assertThat(oneCoupon.managed("/" + gone).body().path("halt").asText()).contains("not there");
    }

    @Test
    void aGrantBetweenShowsThatTheWordConcernsThePersons() {
        SetupCalls.run(() -> {
            assertThat(block(VIEWER)).isEqualTo(1);
            assertThat(block("o-buyer-1")).isEqualTo(2);
            world.clock().advance(Duration.ofSeconds(1));
            strangeWords.recordGrant(coupon, world.clock().instant());
            world.clock().advance(Duration.ofSeconds(1));
            assertThat(block("o-buyer-2")).isEqualTo(1);
            assertThat(block("o-buyer-3")).isEqualTo(2);
            world.clock().advance(Duration.ofMinutes(5));
            assertThat(block("o-buyer-4")).as("the others met it long ago").isEqualTo(1);
        });
    }

    private void claimAndGrant(CouponId of, String openid) {
        assertThat(shop.claim(of, openid, "key-00001").status()).isEqualTo(202);
        shop.grantRound();
        world.takeMessages(ClaimToGrant.QUEUE);
        world.clock().advance(Duration.ofSeconds(1));
    }

    private long block(String openid) {
        return strangeWords.recordPerson(
                coupon, LocalPersons.of(openid), Instant.EPOCH, world.clock().instant());
    }
}
