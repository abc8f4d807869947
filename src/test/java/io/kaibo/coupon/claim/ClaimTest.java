package io.kaibo.coupon.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.ClaimToGrant;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A viewer claims a coupon, and WeChat Pay sends it. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ClaimTest {

    private static final String VIEWER = "o-buyer-0";

    @Inject
    CouponShop shop;

    @Inject
    World world;

    @Inject
    Http http;

    @BeforeEach
    void clean() {
        world.clean();
        shop.viewers(3);
    }

    @Test
    void aClaimIsTakenOnAndThenGranted() {
        CouponId coupon = shop.shelve(CouponShop.plan(2));
        Http.Answer answer = shop.claim(coupon, VIEWER, "key-00001");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("state").asText()).isEqualTo("pending");
        shop.grantAll();
        assertThat(shop.claims(VIEWER)).singleElement().satisfies(claim -> {
            assertThat(claim.path("state").asText()).isEqualTo("granted");
            assertThat(claim.path("grantedAt").asText()).isNotEmpty();
        });
        assertThat(world.pay().granted()).singleElement().satisfies(sent -> {
            assertThat(sent.openid()).isEqualTo(VIEWER);
            assertThat(sent.number()).isEqualTo(shop.find(coupon, VIEWER, 1).requestNumber());
            assertThat(sent.couponId()).isEqualTo(shop.find(coupon, VIEWER, 1).couponId());
        });
    }

    @Test
    void aDoubleTapIsOneClaim() {
        CouponId coupon = shop.shelve(new CouponPlan(CouponShop.STOCK, 5, 3, null, null, false, 1_000, null));
        Http.Answer first = shop.claim(coupon, VIEWER, "key-00001");
        Calls.reset();
        Http.Answer second = shop.claim(coupon, VIEWER, "key-00001");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(Calls.writes()).isZero();
        assertThat(shop.claimItems()).hasSize(1);
        assertThat(world.takeMessages(ClaimToGrant.QUEUE)).hasSize(1);
    }

    @Test
    void noViewerGetsMoreThanTheLimitOfThePlan() {
        CouponId coupon = shop.shelve(new CouponPlan(CouponShop.STOCK, 5, 2, null, null, false, 1_000, null));
        assertThat(shop.claim(coupon, VIEWER, "key-00001").status()).isEqualTo(202);
        assertThat(shop.claim(coupon, VIEWER, "key-00002").status()).isEqualTo(202);
        Http.Answer third = shop.claim(coupon, VIEWER, "key-00003");
        assertThat(third.status()).isEqualTo(409);
        assertThat(third.body().path("type").asText()).isEqualTo("urn:kaibo:problem:claim-limit");
        assertThat(shop.holders()).hasSize(2);
    }

    @Test
    void theLastCouponIsClaimedOnceAndThenItIsSoldOut() {
        CouponId coupon = shop.shelve(CouponShop.plan(1));
        assertThat(shop.claim(coupon, VIEWER, "key-00001").status()).isEqualTo(202);
        Http.Answer late = shop.claim(coupon, "o-buyer-1", "key-00001");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().path("type").asText()).isEqualTo("urn:kaibo:problem:sold-out");
        assertThat(shop.claimItems()).hasSize(1);
    }

    @Test
    void aCouponThatWasRefusedIsClaimedByAnother() {
        CouponId coupon = shop.shelve(CouponShop.plan(1));
        world.pay().refuse(VIEWER, "USER_AL_GET_COUPON", 0);
        shop.claim(coupon, VIEWER, "key-00001");
        shop.grantAll();
        assertThat(shop.claims(VIEWER)).singleElement().satisfies(claim -> {
            assertThat(claim.path("state").asText()).isEqualTo("refused");
            assertThat(claim.path("refusal").asText()).isEqualTo("has-coupon");
        });
        assertThat(shop.claim(coupon, "o-buyer-1", "key-00001").status()).isEqualTo(202);
        shop.grantAll();
        assertThat(world.pay().granted())
                .singleElement()
                .satisfies(sent -> assertThat(sent.openid()).isEqualTo("o-buyer-1"));
    }

    @Test
    void allPotsAreEmptied() {
        CouponId coupon = shop.shelve(new CouponPlan(CouponShop.STOCK, 7, 7, null, null, false, 3_000, null));
        for (int i = 0; i < 7; i++) {
            assertThat(shop.claim(coupon, VIEWER, "key-0000" + i).status()).isEqualTo(202);
        }
        assertThat(shop.claim(coupon, VIEWER, "key-00009").status()).isEqualTo(409);
        assertThat(shop.holders()).hasSize(7);
    }

    @Test
    void aCouponThatNoViewerSeesIsNotThere() {
        CouponId draft = shop.put(CouponShop.plan(2), CouponState.DRAFT);
        assertThat(shop.claim(draft, VIEWER, "key-00001").status()).isEqualTo(404);
        assertThat(shop.claim(new CouponId("A".repeat(22)), VIEWER, "key-00001").status())
                .isEqualTo(404);
        assertThat(shop.claimItems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFF_SHELF", "CLOSED"})
    void aCouponThatIsNotOnTheShelfTakesNoClaim(String state) {
        CouponId coupon = shop.put(CouponShop.plan(2), CouponState.valueOf(state));
        Http.Answer answer = shop.claim(coupon, VIEWER, "key-00001");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:kaibo:problem:not-on-shelf");
        assertThat(shop.claimItems()).isEmpty();
    }

    @Test
    void claimsAreTakenWithinTheWindowAlone() {
        Instant now = world.clock().instant();
        CouponId coupon = shop.shelve(
                new CouponPlan(CouponShop.STOCK, 5, 5, now.plusSeconds(60), now.plusSeconds(120), false, 1_000, null));
        assertThat(shop.claim(coupon, VIEWER, "key-00001")
                        .body()
                        .path("opensAt")
                        .asText())
                .isNotEmpty();
        world.clock().advance(Duration.ofSeconds(60));
        assertThat(shop.claim(coupon, VIEWER, "key-00001").status()).isEqualTo(202);
        world.clock().advance(Duration.ofSeconds(60));
        assertThat(shop.claim(coupon, VIEWER, "key-00002")
                        .body()
                        .path("closesAt")
                        .asText())
                .isNotEmpty();
        assertThat(shop.claim(coupon, VIEWER, "key-00001").status())
                .as("one that was made is still answered")
                .isEqualTo(202);
        assertThat(shop.claimItems()).hasSize(1);
    }

    @Test
    void aCouponOfTheLiveIsNotClaimedWhileItsRoomIsNotOnAir() {
        CouponId coupon = shop.shelve(new CouponPlan(CouponShop.STOCK, 5, 1, null, null, true, 1_000, null));
        Http.Answer answer = shop.claim(coupon, VIEWER, "key-00001");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:kaibo:problem:not-live");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"key\":\"short\"}",
                "{\"key\":\"with a space\"}",
                "{\"key\":1}",
                "{\"key\":\"key-00001\",\"openid\":\"o\"}"
            })
    void aBodyThatBreaksARuleClaimsNothing(String body) {
        CouponId coupon = shop.shelve(CouponShop.plan(2));
        Http.Answer answer = http.post("/coupons/" + coupon + "/claims")
                .bearer(shop.token(VIEWER))
                .json(body)
                .send();
        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.field()).isIn("key", "openid");
        assertThat(shop.claimItems()).isEmpty();
    }

    @Test
    void theShelfShowsWhatIsLeftRoughly() {
        CouponId coupon = shop.shelve(new CouponPlan(CouponShop.STOCK, 10, 10, null, null, false, 1_000, null));
        assertThat(left()).containsExactly("some");
        for (int i = 0; i < 9; i++) {
            shop.claim(coupon, VIEWER, "key-0000" + i);
        }
        assertThat(left()).containsExactly("few");
        shop.claim(coupon, VIEWER, "key-00009");
        assertThat(left()).containsExactly("none");
    }

    private List<String> left() {
        return http.get("/coupons?room=" + CouponShop.ROOM.value())
                .send()
                .body()
                .path("coupons")
                .valueStream()
                .map(coupon -> coupon.path("left").asText())
                .toList();
    }
}
