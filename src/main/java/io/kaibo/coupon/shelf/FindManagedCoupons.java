package io.kaibo.coupon.shelf;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.ClaimTable;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPath;
import io.kaibo.coupon.CouponTable;
import io.kaibo.coupon.grant.HaltTable;
import io.kaibo.http.Problem;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds coupons as operators see them. */
@Singleton
class FindManagedCoupons {

    private final CouponTable coupons;
    private final ShelfTable shelf;
    private final ClaimTable claims;
    private final HaltTable halts;
    private final CountTable counts;

    FindManagedCoupons(CouponTable coupons, ShelfTable shelf, ClaimTable claims, HaltTable halts, CountTable counts) {
        this.coupons = coupons;
        this.shelf = shelf;
        this.claims = claims;
        this.halts = halts;
        this.counts = counts;
    }

    /** Those of a room, in the order of their creation. */
    ManagedCoupon.Many findByRoom(RoomId room) {
        return new ManagedCoupon.Many(
                coupons.findByRoom(room).stream().map(ManagedCoupon::of).toList(),
                halts.find().orElse(null));
    }

    /** @throws Problem 404 if there is none */
    ManagedCoupon find(CouponId id) {
        return show(known(id));
    }

    /** @throws Problem 404 if there is none */
    ShelfTable.Managed known(CouponId id) {
        return shelf.find(id).orElseThrow(CouponPath::noSuchCoupon);
    }

    ManagedCoupon show(ShelfTable.Managed managed) {
        String by = managed.confirmedBy();
        return ManagedCoupon.of(
                managed.coupon(),
                findTrial(managed.trial()).map(ManagedCoupon.Trial::of).orElse(null),
                by == null || managed.confirmedAt() == null
                        ? null
                        : new ManagedCoupon.Confirmation(by, managed.confirmedAt()));
    }

    /** The claim of a trial; empty if there was none. */
    Optional<Claim> findTrial(@Nullable ClaimId trial) {
        return Optional.ofNullable(trial).flatMap(claims::find);
    }

    /** Some of a coupon's pending claims. @throws Problem 404 if there is no such coupon */
    HeldTicket.Many findPending(CouponId id) {
        known(id);
        return new HeldTicket.Many(counts.findPending(id).stream()
                .map(HeldTicket::of)
                .sorted(Comparator.comparing(HeldTicket::claimedAt))
                .toList());
    }

    /** The numbers of a room's coupons. */
    CouponNumbers.Many count(RoomId room) {
        return new CouponNumbers.Many(coupons.findByRoom(room).stream()
                .map(coupon -> CouponNumbers.of(coupon, counts.count(coupon.id())))
                .toList());
    }
}
