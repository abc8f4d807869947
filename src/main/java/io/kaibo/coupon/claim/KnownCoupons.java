package io.kaibo.coupon.claim;

import io.kaibo.base.Recent;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPath;
import io.kaibo.coupon.CouponTable;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Coupons as this instance read them, at most {@code kaibo.coupon.kept} ago: all viewers of a room need the same items. A coupon that is
 * taken off the shelf is still claimed for so long; its tickets bound it all the same.
 */
@Singleton
class KnownCoupons {

    private final CouponTable table;
    private final Recent<CouponId, Coupon> single;
    private final Recent<RoomId, List<Coupon>> ofRooms;

    KnownCoupons(CouponTable table, CouponConfig config, Clock clock) {
        this.table = table;
        this.single = new Recent<>(config.kept(), clock);
        this.ofRooms = new Recent<>(config.kept(), clock);
    }

    /** A coupon that viewers may see. @throws Problem 404 if there is none, or it was never on the shelf */
    Coupon findPublic(CouponId id) {
        return single.find(id, table::findLately)
                .filter(coupon -> coupon.state().isPublic())
                .orElseThrow(CouponPath::noSuchCoupon);
    }

    /** Those of a room that viewers may see, in the order of their creation. */
    List<Coupon> findPublicOf(RoomId room) {
        return ofRooms.find(room, read -> Optional.of(table.findByRoom(read)))
                .map(coupons -> coupons.stream()
                        .filter(coupon -> coupon.state().isPublic())
                        .toList())
                .orElse(List.of());
    }
}
