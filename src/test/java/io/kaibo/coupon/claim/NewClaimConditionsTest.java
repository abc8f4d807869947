package io.kaibo.coupon.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the condition of a new claim is for: taken away, a second request takes the place of the first one's claim, and its number with it. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class NewClaimConditionsTest {

    private static final String VIEWER = "o-buyer-0";

    @Inject
    CouponShop shop;

    @Inject
    CouponTable coupons;

    @Inject
    NewClaims newClaims;

    @Inject
    NewClaimTable table;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstClaimOfANumberStaysAndHoldsOneTicket(boolean kept) {
        CouponId id = shop.shelve(CouponShop.plan(2));
        Coupon coupon = SetupCalls.call(() -> coupons.find(id).orElseThrow());
        put(coupon, "key-00001", 0);
        if (!kept) {
            Calls.rewrite(Conditions.stripping(NewClaimTable.ABSENT));
        }
        put(coupon, "key-00002", 1);
        assertThat(shop.find(id, VIEWER, 1).key()).isEqualTo(kept ? "key-00001" : "key-00002");
        assertThat(shop.holders()).hasSize(kept ? 1 : 2);
    }

    private void put(Coupon coupon, String key, int ticket) {
        Claim claim = newClaims.make(coupon, LocalPersons.of(VIEWER), 1, key, ticket, false);
        table.put(claim, claim.claimedAt());
    }
}
