package io.kaibo.coupon.claim;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimTable;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.coupon.CouponState;
import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Claims a coupon for a viewer. */
@Singleton
class ClaimCoupon {

    private final KnownCoupons coupons;
    private final ClaimTable claims;
    private final WriteClaim writeClaim;
    private final Rooms rooms;
    private final Clock clock;

    ClaimCoupon(KnownCoupons coupons, ClaimTable claims, WriteClaim writeClaim, Rooms rooms, Clock clock) {
        this.coupons = coupons;
        this.claims = claims;
        this.writeClaim = writeClaim;
        this.rooms = rooms;
        this.clock = clock;
    }

    /**
     * The viewer's claim with this key: the existing one, or a new one.
     *
     * @throws Problem 404 if there is no such coupon; 409 if it is not on the shelf, it is too early or too late, the room is not on air,
     *     the viewer has as many as one may have, or none is left
     */
    Claim claim(CouponId id, Viewer viewer, String key) {
        Coupon coupon = coupons.findPublic(id);
        List<Claim> own = claims.findOwn(viewer.person(), id);
        return own.stream()
                .filter(claim -> claim.key().equals(key))
                .findFirst()
                .orElseGet(() -> claimAnother(coupon, viewer, key, own));
    }

    private Claim claimAnother(Coupon coupon, Viewer viewer, String key, List<Claim> own) {
        checkOpen(coupon);
        return writeClaim.write(coupon, viewer.person(), key, own, false);
    }

    private void checkOpen(Coupon coupon) {
        if (coupon.state() != CouponState.ON_SHELF) {
            throw Problem.conflict(
                    CouponProblem.NOT_ON_SHELF, "The coupon is not on the shelf.", "state", coupon.state());
        }
        Instant now = clock.instant();
        if (!coupon.hasOpened(now)) {
            throw Problem.conflict(
                    CouponProblem.OUTSIDE_WINDOW,
                    "The coupon cannot be claimed yet.",
                    "opensAt",
                    coupon.plan().opensAt() == null ? "" : coupon.plan().opensAt());
        }
        if (coupon.hasClosed(now)) {
            throw Problem.conflict(
                    CouponProblem.OUTSIDE_WINDOW, "It is too late to claim the coupon.", "closesAt", coupon.closesAt());
        }
        if (coupon.plan().whileLive() && !isLive(coupon)) {
            throw Problem.conflict(CouponProblem.NOT_LIVE, "The room is not on air.", "whileLive", true);
        }
    }

    private boolean isLive(Coupon coupon) {
        return rooms.findEventuallyConsistent(coupon.room())
                .filter(head -> head.isShown() && head.room().status().isOnAir())
                .isPresent();
    }
}
