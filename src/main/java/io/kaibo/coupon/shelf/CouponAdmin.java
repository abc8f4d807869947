package io.kaibo.coupon.shelf;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.coupon.CouponPath;
import io.kaibo.http.Bodies;
import io.kaibo.http.Edge;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /admin/coupons}: what operators and anchors do with coupons. */
@Singleton
public class CouponAdmin {

    private static final String NAME = "coupon-admin";

    private final FindManagedCoupons find;
    private final AddCoupon addCoupon;
    private final ShelveCoupon shelve;
    private final CloseCoupon close;
    private final Bodies bodies;
    private final Router router;

    CouponAdmin(
            FindManagedCoupons find,
            AddCoupon addCoupon,
            ShelveCoupon shelve,
            CloseCoupon close,
            @All List<CouponAdminRoutes> more,
            Edge edge) {
        this.find = find;
        this.addCoupon = addCoupon;
        this.shelve = shelve;
        this.close = close;
        this.bodies = edge.bodies();
        this.router = edge.createRouter(NAME)
                .forOperators(Role.OPERATOR, Role.ANCHOR, Role.AUDITOR)
                .get("/admin/coupons", this::list, "room")
                .get("/admin/coupons/numbers", this::count, "room")
                .get("/admin/coupons/{couponId}", this::show)
                .forOperators(Role.OPERATOR)
                .post("/admin/coupons", this::add)
                .post("/admin/coupons/{couponId}/shelf", this::shelve)
                .delete("/admin/coupons/{couponId}/shelf", this::unshelve)
                .post("/admin/coupons/{couponId}/close", this::close);
        more.forEach(routes -> routes.addTo(router));
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    private Reply list(Request request) {
        return Reply.ok(find.findByRoom(CouponPath.readRoom(request)));
    }

    private Reply count(Request request) {
        return Reply.ok(find.count(CouponPath.readRoom(request)));
    }

    private Reply show(Request request) {
        return Reply.ok(find.find(CouponPath.read(request)));
    }

    private Reply add(Request request) {
        CouponBody body = bodies.read(request, CouponBody.class);
        return switch (addCoupon.add(body, request.operator())) {
            case CouponCreation.Created(var coupon) -> Reply.created(ManagedCoupon.of(coupon));
            case CouponCreation.Existing(var coupon) -> Reply.ok(ManagedCoupon.of(coupon));
        };
    }

    private Reply shelve(Request request) {
        ShelfBody body = bodies.read(request, ShelfBody.class);
        return Reply.ok(shelve.shelve(CouponPath.read(request), body, request.operator()));
    }

    private Reply unshelve(Request request) {
        return Reply.ok(shelve.unshelve(CouponPath.read(request)));
    }

    private Reply close(Request request) {
        return Reply.ok(close.close(CouponPath.read(request)));
    }
}
