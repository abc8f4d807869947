package io.kaibo.coupon.shelf;

import io.kaibo.coupon.CouponPath;
import io.kaibo.coupon.grant.GiveUpClaim;
import io.kaibo.http.Problem;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** What operators do with claims that are pending. */
@Singleton
class PendingRoutes implements CouponAdminRoutes {

    private static final Pattern TICKET = Pattern.compile("0|[1-9][0-9]{0,6}");

    private final FindManagedCoupons coupons;
    private final GiveUpClaim giveUp;

    PendingRoutes(FindManagedCoupons coupons, GiveUpClaim giveUp) {
        this.coupons = coupons;
        this.giveUp = giveUp;
    }

    @Override
    public void addTo(Router router) {
        router.forOperators(Role.OPERATOR)
                .get("/admin/coupons/{couponId}/pending", this::list)
                .post("/admin/coupons/{couponId}/pending/{ticket}/give-up", this::giveUp);
    }

    private Reply list(Request request) {
        return Reply.ok(coupons.findPending(CouponPath.read(request)));
    }

    private Reply giveUp(Request request) {
        return Reply.ok(HeldTicket.of(giveUp.giveUp(CouponPath.read(request), readTicket(request))));
    }

    private static int readTicket(Request request) {
        String ticket = request.variable("ticket");
        if (!TICKET.matcher(ticket).matches()) {
            throw Problem.notFound("No claim holds this ticket.");
        }
        return Integer.parseInt(ticket);
    }
}
