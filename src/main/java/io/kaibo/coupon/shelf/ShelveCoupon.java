package io.kaibo.coupon.shelf;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.grant.ResumeGrants;
import io.kaibo.http.Operator;
import io.kaibo.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts coupons on the shelf (上架), and takes them off it (取消上架). */
@Singleton
class ShelveCoupon {

    private final FindManagedCoupons coupons;
    private final CheckStock checkStock;
    private final ShelfTable table;
    private final ResumeGrants resume;
    private final Clock clock;

    ShelveCoupon(
            FindManagedCoupons coupons, CheckStock checkStock, ShelfTable table, ResumeGrants resume, Clock clock) {
        this.coupons = coupons;
        this.checkStock = checkStock;
        this.table = table;
        this.resume = resume;
        this.clock = clock;
    }

    /**
     * Puts a coupon on the shelf, or finds it there. What halted it is over: its stock is read as running, and an operator wants it given. If
     * WeChat Pay still blocks it, it is halted again, and none is refused for that.
     *
     * @throws Problem 404 if there is none; 409 if it is closed or a prize, its stock does not fit any more, or nothing shows that WeChat Pay sends it
     */
    ManagedCoupon shelve(CouponId id, ShelfBody body, Operator operator) {
        ShelfTable.Managed seen = coupons.known(id);
        if (seen.coupon().state() == CouponState.ON_SHELF) {
            return coupons.show(seen);
        }
        checkForShelf(seen);
        if (body.confirmed() == null && !isAuthorised(seen)) {
            throw Problem.conflict(
                    CouponProblem.NOT_AUTHORISED,
                    "Nothing shows yet that WeChat Pay sends this coupon: a trial that was granted does, or the operator's confirmation.",
                    "trial",
                    coupons.findTrial(seen.trial())
                            .map(claim -> (Object) claim.state())
                            .orElse("none"));
        }
        checkStock.check(seen.coupon().plan());
        if (seen.coupon().halt() != null) {
            resume.resume(id);
        }
        table.shelve(id, body.confirmed() == null ? null : operator.name(), clock.instant());
        ShelfTable.Managed found = coupons.known(id);
        checkForShelf(found);
        return coupons.show(found);
    }

    private boolean isAuthorised(ShelfTable.Managed seen) {
        return seen.confirmedBy() != null
                || coupons.findTrial(seen.trial())
                        .map(Claim::state)
                        .filter(ClaimState.GRANTED::equals)
                        .isPresent();
    }

    private static void checkForShelf(ShelfTable.Managed seen) {
        if (seen.coupon().state() == CouponState.CLOSED || seen.coupon().state() == CouponState.PRIZE) {
            throw isIn(seen);
        }
    }

    /** Takes a coupon off the shelf, or finds it off. @throws Problem 404 if there is none; 409 if it is a draft, a prize or closed */
    ManagedCoupon unshelve(CouponId id) {
        table.unshelve(id, clock.instant());
        ShelfTable.Managed found = coupons.known(id);
        if (found.coupon().state() != CouponState.OFF_SHELF) {
            throw isIn(found);
        }
        return coupons.show(found);
    }

    static Problem isIn(ShelfTable.Managed found) {
        return Problem.conflict(
                CouponProblem.COUPON_STATE,
                "The coupon's state does not allow it.",
                "state",
                found.coupon().state());
    }
}
