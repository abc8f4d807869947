package io.kaibo.coupon.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each condition of closing is for: taken away, a coupon could go back to its stock and be granted. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class CloseConditionsTest {

    @Inject
    CouponShop shop;

    @Inject
    ShelfTable shelf;

    @Inject
    World world;

    private CouponId coupon;

    @BeforeEach
    void add() {
        world.clean();
        coupon = shop.put(CouponShop.plan(5), CouponState.DRAFT);
        world.putItem(
                CouponItems.TABLE,
                Map.of(
                        "pk", Item.of("STOCK#" + CouponShop.STOCK),
                        "sk", Item.of("STOCK"),
                        "outside", Item.of(0),
                        "allotted", Item.of(5)));
    }

    private void without(Condition condition, boolean kept) {
        if (!kept) {
            Calls.rewrite(Conditions.stripping(condition));
        }
    }

    private String allotted() {
        return world.item(CouponItems.TABLE, "STOCK#" + CouponShop.STOCK, "STOCK")
                .get("allotted")
                .n();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTrialThatBeginsMeanwhileKeepsItsTicket(boolean kept) {
        ShelfTable.Managed seen = shelf.find(coupon).orElseThrow();
        assertThat(shelf.beginTrial(coupon, Instant.parse("2026-11-28T12:00:00Z")))
                .isTrue();
        without(ShelfTable.AS_SEEN, kept);
        assertThat(shelf.close(seen, 5)).isEqualTo(!kept);
        assertThat(allotted()).isEqualTo(kept ? "5" : "0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCouponThatIsClosedIsNotTriedOut(boolean kept) {
        assertThat(shelf.close(shelf.find(coupon).orElseThrow(), 5)).isTrue();
        without(ShelfTable.IS_DRAFT, kept);
        assertThat(shelf.beginTrial(coupon, Instant.parse("2026-11-28T12:00:00Z")))
                .isEqualTo(!kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsRestGoesBackOnce(boolean kept) {
        ShelfTable.Managed seen = shelf.find(coupon).orElseThrow();
        shelf.close(seen, 3);
        without(ShelfTable.AS_SEEN, kept);
        shelf.close(seen, 3);
        assertThat(allotted()).isEqualTo(kept ? "2" : "-1");
    }
}
