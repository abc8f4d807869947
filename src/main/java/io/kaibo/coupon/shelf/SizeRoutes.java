package io.kaibo.coupon.shelf;

import io.kaibo.coupon.CouponPath;
import io.kaibo.http.Bodies;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import jakarta.inject.Singleton;

/** How many a coupon gives, and how many a second. */
@Singleton
class SizeRoutes implements CouponAdminRoutes {

    private final AllotMore allotMore;
    private final CutPots cutPots;
    private final Bodies bodies;

    SizeRoutes(AllotMore allotMore, CutPots cutPots, Bodies bodies) {
        this.allotMore = allotMore;
        this.cutPots = cutPots;
        this.bodies = bodies;
    }

    @Override
    public void addTo(Router router) {
        router.forOperators(Role.OPERATOR)
                .put("/admin/coupons/{couponId}/quantity", this::allot)
                .put("/admin/coupons/{couponId}/peak", this::cut);
    }

    private Reply allot(Request request) {
        int quantity = bodies.read(request, QuantityBody.class).quantity();
        return Reply.ok(allotMore.allot(CouponPath.read(request), quantity));
    }

    private Reply cut(Request request) {
        int peak = bodies.read(request, PeakBody.class).peak();
        return Reply.ok(cutPots.cut(CouponPath.read(request), peak));
    }
}
