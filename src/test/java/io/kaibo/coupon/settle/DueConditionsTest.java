package io.kaibo.coupon.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the condition of settling is for: taken away, two runs enqueue one claim. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class DueConditionsTest {

    private static final String VIEWER = "o-buyer-0";

    @Inject
    CouponShop shop;

    @Inject
    DueTable table;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoRunsThatSeeAClaimOneTakesIt(boolean kept) {
        CouponId coupon = shop.shelve(CouponShop.plan(1));
        shop.claim(coupon, VIEWER, "key-00001");
        Instant dueAt = shop.claimItems().getFirst().instant("dueAt");
        var seen = new DueTable.Due(new ClaimId(LocalPersons.of(VIEWER), coupon, 1), dueAt, dueAt);
        assertThat(table.putOff(seen, dueAt.plusSeconds(600))).isTrue();
        if (!kept) {
            Calls.rewrite(Conditions.stripping(DueTable.AS_SEEN));
        }
        assertThat(table.putOff(seen, dueAt.plusSeconds(601))).isEqualTo(!kept);
    }
}
