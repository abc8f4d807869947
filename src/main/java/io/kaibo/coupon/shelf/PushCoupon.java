package io.kaibo.coupon.shelf;

import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.coupon.CouponState;
import io.kaibo.http.Problem;
import io.kaibo.room.FeedType;
import io.kaibo.room.NewFeedEntry;
import io.kaibo.room.RoomFeed;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomStatus;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;

/** Pushes a coupon into its room: it appears before the viewers' eyes, by the room's feed. */
@Singleton
class PushCoupon {

    private final FindManagedCoupons coupons;
    private final Rooms rooms;
    private final RoomFeed feed;

    PushCoupon(FindManagedCoupons coupons, Rooms rooms, RoomFeed feed) {
        this.coupons = coupons;
        this.rooms = rooms;
        this.feed = feed;
    }

    /**
     * @param key of the push: one that is sent again is one push.
     *
     * @throws Problem 404 if there is none; 409 if it is not on the shelf, or the room not on air
     */
    ManagedCoupon push(CouponId id, String key) {
        ShelfTable.Managed seen = coupons.known(id);
        if (seen.coupon().state() != CouponState.ON_SHELF) {
            throw Problem.conflict(
                    CouponProblem.NOT_ON_SHELF,
                    "A coupon is pushed while it is on the shelf.",
                    "state",
                    seen.coupon().state());
        }
        RoomHead room = rooms.known(seen.coupon().room());
        if (!room.isShown() || room.room().status() != RoomStatus.LIVE) {
            throw Problem.conflict(
                    CouponProblem.NOT_LIVE,
                    "A coupon is pushed while its room is on air.",
                    "roomStatus",
                    room.room().status());
        }
        feed.append(seen.coupon().room(), entry(seen.coupon(), key));
        return coupons.show(seen);
    }

    private static NewFeedEntry entry(Coupon coupon, String key) {
        return NewFeedEntry.of(FeedType.COUPON, "coupon-" + coupon.id() + "-" + key)
                .with("couponId", coupon.id().value())
                .with("amount", Long.toString(coupon.terms().amount()))
                .with("minimum", Long.toString(coupon.terms().minimum()))
                .withCut("name", coupon.terms().name());
    }
}
