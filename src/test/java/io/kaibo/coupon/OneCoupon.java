package io.kaibo.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.http.Role;
import io.kaibo.testing.Http;
import io.kaibo.testing.World;
import jakarta.inject.Singleton;

/** Five pieces on the shelf of a room, and five viewers, of whom one may have them all; no time passes but what a test lets pass. */
@Singleton
public class OneCoupon {

    public static final int PIECES = 5;

    /** The first of the viewers. */
    public static final String VIEWER = "o-buyer-0";

    private final CouponShop shop;
    private final World world;
    private final Http http;

    OneCoupon(CouponShop shop, World world, Http http) {
        this.shop = shop;
        this.world = world;
        this.http = http;
    }

    /** Empties the world but for this. */
    public CouponId shelve() {
        world.clean();
        world.clock().stop();
        shop.viewers(PIECES);
        return shop.shelve(new CouponPlan(CouponShop.STOCK, PIECES, PIECES, null, null, false, 1_000, null));
    }

    /** A first claim of the viewer's. */
    public void claim(CouponId coupon, String openid) {
        assertThat(shop.claim(coupon, openid, "key-00001").status()).isEqualTo(202);
    }

    /** The coupon's state, as operators see it. */
    public String state(CouponId coupon) {
        return managed("/" + coupon).body().path("state").asText();
    }

    /** @param path after {@code /admin/coupons} */
    public Http.Answer managed(String path) {
        return http.get("/admin/coupons" + path).as(Role.OPERATOR).send();
    }
}
