package io.kaibo.coupon.claim;

import io.kaibo.base.Recent;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.ticket.PotTable;
import io.kaibo.coupon.ticket.TicketTable;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Finds the shelf of a room, as all its viewers see it. */
@Singleton
class FindCoupons {

    private static final int FEW = 10;

    private final KnownCoupons coupons;
    private final PotTable pots;
    private final TicketTable tickets;
    private final Recent<CouponId, ShownCoupon.Left> left;

    FindCoupons(KnownCoupons coupons, PotTable pots, TicketTable tickets, CouponConfig config, Clock clock) {
        this.coupons = coupons;
        this.pots = pots;
        this.tickets = tickets;
        this.left = new Recent<>(config.kept(), clock);
    }

    /** The coupons on the shelf of a room, in the order of their creation. */
    ShownCoupon.Many findByRoom(RoomId room) {
        return new ShownCoupon.Many(coupons.findPublicOf(room).stream()
                .filter(coupon -> coupon.state() == CouponState.ON_SHELF)
                .map(coupon -> ShownCoupon.of(
                        coupon,
                        left.find(coupon.id(), id -> Optional.of(count(coupon))).orElseThrow()))
                .toList());
    }

    private ShownCoupon.Left count(Coupon coupon) {
        long numbers = pots.countNumbers(coupon.id(), coupon.pots());
        if (numbers * FEW > coupon.size()) {
            return ShownCoupon.Left.SOME;
        }
        return numbers > 0 || !tickets.findFree(coupon.id()).isEmpty() ? ShownCoupon.Left.FEW : ShownCoupon.Left.NONE;
    }
}
