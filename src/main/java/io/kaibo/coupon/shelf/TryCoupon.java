package io.kaibo.coupon.shelf;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimTable;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.claim.WriteClaim;
import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.http.ViewerTokens;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Tries a coupon out before it goes on the shelf: an operator claims one of it for themselves, by the way that all claims go. No API of WeChat
 * Pay's tells whether it sends this stock's coupons to the users of the mini-program.
 */
@Singleton
class TryCoupon {

    private final FindManagedCoupons coupons;
    private final ShelfTable table;
    private final ClaimTable claims;
    private final WriteClaim writeClaim;
    private final ViewerTokens tokens;
    private final Clock clock;

    TryCoupon(
            FindManagedCoupons coupons,
            ShelfTable table,
            ClaimTable claims,
            WriteClaim writeClaim,
            ViewerTokens tokens,
            Clock clock) {
        this.coupons = coupons;
        this.table = table;
        this.claims = claims;
        this.writeClaim = writeClaim;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * The trial with this key: the existing one, or a new one.
     *
     * @throws Problem 404 if there is no such coupon; 409 if it was on the shelf already, the person has as many as one
     *     may have, or none is left; 422 if the token is no viewer's
     */
    ManagedCoupon tryOut(CouponId id, TrialBody body) {
        ShelfTable.Managed seen = coupons.known(id);
        if (seen.coupon().state() != CouponState.DRAFT) {
            throw isNoDraft(seen);
        }
        Viewer viewer = tokens.findViewer(body.viewerToken())
                .orElseThrow(() -> Problem.invalid(List.of(new Problem.FieldError(
                        "viewerToken", "must be a viewer's token that is alive: POST /session gives one"))));
        List<Claim> own = claims.findOwn(viewer.person(), id);
        Claim trial = own.stream()
                .filter(claim -> claim.key().equals(body.key()))
                .findFirst()
                .orElseGet(() -> begin(seen, viewer.person(), body.key(), own));
        table.noteTrial(trial.id());
        return coupons.find(id);
    }

    /** It is written first: a coupon that is closed in the same moment must not give the trial's ticket back. */
    private Claim begin(ShelfTable.Managed seen, Person person, String key, List<Claim> own) {
        CouponId id = seen.coupon().id();
        if (!table.beginTrial(id, clock.instant())) {
            throw isNoDraft(coupons.known(id));
        }
        return writeClaim.write(seen.coupon(), person, key, own, true);
    }

    private static Problem isNoDraft(ShelfTable.Managed found) {
        return Problem.conflict(
                CouponProblem.COUPON_STATE,
                "A coupon is tried out before it goes on the shelf.",
                "state",
                found.coupon().state());
    }
}
