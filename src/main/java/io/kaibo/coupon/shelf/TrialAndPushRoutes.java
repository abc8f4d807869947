package io.kaibo.coupon.shelf;

import io.kaibo.coupon.CouponPath;
import io.kaibo.http.Bodies;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import jakarta.inject.Singleton;

/** What is done with a coupon beside its shelf: it is tried out before, and pushed meanwhile. */
@Singleton
class TrialAndPushRoutes implements CouponAdminRoutes {

    private final PushCoupon push;
    private final TryCoupon tryCoupon;
    private final Bodies bodies;

    TrialAndPushRoutes(PushCoupon push, TryCoupon tryCoupon, Bodies bodies) {
        this.push = push;
        this.tryCoupon = tryCoupon;
        this.bodies = bodies;
    }

    @Override
    public void addTo(Router router) {
        router.forOperators(Role.OPERATOR, Role.ANCHOR)
                .post("/admin/coupons/{couponId}/push", this::push)
                .forOperators(Role.OPERATOR)
                .post("/admin/coupons/{couponId}/trial", this::tryOut);
    }

    private Reply push(Request request) {
        PushBody body = bodies.read(request, PushBody.class);
        return Reply.ok(push.push(CouponPath.read(request), body.key()));
    }

    private Reply tryOut(Request request) {
        TrialBody body = bodies.read(request, TrialBody.class);
        return Reply.accepted(tryCoupon.tryOut(CouponPath.read(request), body));
    }
}
