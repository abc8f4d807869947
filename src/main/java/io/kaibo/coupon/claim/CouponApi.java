package io.kaibo.coupon.claim;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.coupon.CouponPath;
import io.kaibo.http.Bodies;
import io.kaibo.http.Edge;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Router;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Duration;

/** {@code /coupons}: what viewers see of them, and do with them. */
@Singleton
public class CouponApi {

    private static final String NAME = "coupon-api";

    private static final Duration AGE = Duration.ofSeconds(2);

    private final FindCoupons findCoupons;
    private final ClaimCoupon claimCoupon;
    private final FindClaims findClaims;
    private final Bodies bodies;
    private final Router router;

    CouponApi(FindCoupons findCoupons, ClaimCoupon claimCoupon, FindClaims findClaims, Edge edge) {
        this.findCoupons = findCoupons;
        this.claimCoupon = claimCoupon;
        this.findClaims = findClaims;
        this.bodies = edge.bodies();
        this.router = edge.createRouter(NAME)
                .open()
                .get("/coupons", this::list, "room")
                .forViewers()
                .post("/coupons/{couponId}/claims", this::claim)
                .get("/coupons/claims", this::listClaims, "next");
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    private Reply list(Request request) {
        return Reply.open(findCoupons.findByRoom(CouponPath.readRoom(request)), AGE);
    }

    private Reply claim(Request request) {
        ClaimBody body = bodies.read(request, ClaimBody.class);
        return Reply.accepted(ShownClaim.of(claimCoupon.claim(CouponPath.read(request), request.viewer(), body.key())));
    }

    private Reply listClaims(Request request) {
        return Reply.ok(findClaims.find(request.viewer(), request.query("next")));
    }
}
