package io.kaibo.coupon;

import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Coupons, read. Each topic writes them by a table of its own. */
@Singleton
public class CouponTable {

    private final Table coupons;
    private final CouponItems items;

    CouponTable(Tables tables, CouponItems items) {
        this.coupons = tables.open(CouponItems.TABLE, Tables.Read.GET);
        this.items = items;
    }

    /** The coupon, after every write that is done. */
    public Optional<Coupon> find(CouponId id) {
        return coupons.find(CouponItems.couponKey(id)).map(items::coupon);
    }

    /** The coupon, without the newest writes perhaps. */
    public Optional<Coupon> findLately(CouponId id) {
        return coupons.findEventuallyConsistent(CouponItems.couponKey(id)).map(items::coupon);
    }

    /** The coupons of a room in the order of their creation, without the newest writes perhaps. */
    public List<Coupon> findByRoom(RoomId room) {
        return coupons.query(
                        Query.by("room = :room").ofIndex(CouponItems.ROOM_INDEX).with(":room", room.value()))
                .map(items::coupon)
                .toList();
    }

    /** The ids of all coupons on the shelf, without the newest perhaps. */
    public List<CouponId> findShelved() {
        return coupons.query(
                        Query.by("due = :shelf").ofIndex(ClaimItems.DUE_INDEX).with(":shelf", CouponItems.SHELF))
                .map(item -> CouponItems.idOf(item.text("pk")))
                .toList();
    }
}
