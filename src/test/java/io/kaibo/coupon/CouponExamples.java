package io.kaibo.coupon;

import io.kaibo.http.GoodBodies;
import io.kaibo.room.RoomId;
import io.kaibo.testing.ContractExamples;
import io.kaibo.testing.Operation;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;
import java.util.Map;

/** The coupon of the contract's examples, on the shelf, and the stock that its examples add coupons of. */
@Singleton
class CouponExamples implements ContractExamples {

    private static final String ID =
            new Operation("GET", "/admin/coupons/{couponId}").examplePath().replaceFirst("^/admin/coupons/", "");

    /** That of the examples of rooms. */
    private static final String ROOM =
            new Operation("GET", "/rooms/{roomId}").examplePath().replaceFirst("^/rooms/", "");

    private static final String STOCK = GoodBodies.of(new Operation("POST", "/admin/coupons"))
            .at("/plan/stockId")
            .asText();

    private final World world;
    private final CouponShop shop;

    CouponExamples(World world, CouponShop shop) {
        this.world = world;
        this.shop = shop;
    }

    @Override
    public void create() {
        world.pay().putStock(STOCK, Map.of("max_coupons", CouponPlan.MOST, "max_coupons_per_user", 100));
        shop.viewers(1);
        shop.allot(1);
        shop.put(
                new CouponId(ID),
                new RoomId(ROOM),
                // so that it may have any quantity that the contract allows
                new CouponPlan(STOCK, 1, 100, null, null, false, 1_000, null),
                CouponState.ON_SHELF);
    }
}
