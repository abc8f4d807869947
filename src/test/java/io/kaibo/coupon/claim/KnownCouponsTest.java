package io.kaibo.coupon.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponShop;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.CouponTable;
import io.kaibo.http.Problem;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Defaults;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an instance goes by without reading it again, and for how long. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class KnownCouponsTest {

    private static final CouponConfig CONFIG = Defaults.of(CouponConfig.class);

    @Inject
    CouponShop shop;

    @Inject
    CouponTable table;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
        world.clock().stop();
    }

    @Test
    void aCouponIsReadOnceWhileItIsKept() {
        CouponId id = shop.shelve(CouponShop.plan(1));
        KnownCoupons known = new KnownCoupons(table, CONFIG, world.clock());
        Calls.reset();
        known.findPublic(id);
        world.clock().advance(CONFIG.kept().minusMillis(1));
        known.findPublic(id);
        assertThat(Calls.made()).containsExactly("DynamoDb.GetItem");
        world.clock().advance(CONFIG.kept());
        known.findPublic(id);
        assertThat(Calls.made()).hasSize(2);
    }

    @Test
    void theCouponsOfARoomAreReadOnceWhileTheyAreKept() {
        shop.shelve(CouponShop.plan(1));
        KnownCoupons known = new KnownCoupons(table, CONFIG, world.clock());
        assertThat(known.findPublicOf(CouponShop.ROOM)).hasSize(1);
        shop.shelve(CouponShop.plan(1));
        assertThat(known.findPublicOf(CouponShop.ROOM)).hasSize(1);
        world.clock().advance(CONFIG.kept());
        assertThat(known.findPublicOf(CouponShop.ROOM)).hasSize(2);
    }

    @Test
    void aDraftIsShownToNoViewer() {
        CouponId id = shop.put(CouponShop.plan(1), CouponState.DRAFT);
        KnownCoupons known = new KnownCoupons(table, CONFIG, world.clock());
        assertThatThrownBy(() -> known.findPublic(id)).isInstanceOf(Problem.class);
    }
}
