package io.kaibo.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.CouponTable;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of halts is for: taken away, a coupon's state or the reason of it is another. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class HaltConditionsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final CouponId UNKNOWN = new CouponId("A".repeat(22));

    @Inject
    CouponShop shop;

    @Inject
    HaltTable halts;

    @Inject
    CouponTable coupons;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    private static void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    private Coupon find(CouponId id) {
        return SetupCalls.call(() -> coupons.find(id).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCouponIsClosedForItsFirstReason(boolean kept) {
        CouponId id = shop.put(CouponShop.plan(1), CouponState.OFF_SHELF);
        halts.close(id, "first");
        without(HaltTable.NOT_CLOSED, kept);
        halts.close(id, "second");
        assertThat(find(id).reason()).isEqualTo(kept ? "first" : "second");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClosedCouponIsNotOpenedByBeingTakenOffTheShelf(boolean kept) {
        CouponId id = shop.put(CouponShop.plan(1), CouponState.CLOSED);
        without(HaltTable.ON_SHELF, kept);
        halts.takeOffShelf(id, "paused", NOW);
        assertThat(find(id).state()).isEqualTo(kept ? CouponState.CLOSED : CouponState.OFF_SHELF);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHaltMakesNoCoupon(boolean kept) {
        without(HaltTable.IS_THERE, kept);
        halts.halt(UNKNOWN, "paused");
        assertThat(world.items(CouponItems.TABLE).isEmpty()).isEqualTo(kept);
    }
}
