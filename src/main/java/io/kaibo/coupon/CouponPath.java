package io.kaibo.coupon;

import io.kaibo.http.Problem;
import io.kaibo.http.Request;
import io.kaibo.room.RoomId;

/** What the address of a request names. */
public final class CouponPath {

    private CouponPath() {}

    /** The coupon that stands in the path as {@code {couponId}}. @throws Problem 404 for an id that no coupon can have */
    public static CouponId read(Request request) {
        return CouponId.parse(request.variable("couponId")).orElseThrow(CouponPath::noSuchCoupon);
    }

    /** The room of the query. @throws Problem 400 if it is missing, or no room's id */
    public static RoomId readRoom(Request request) {
        String room = request.query("room");
        if (room == null) {
            throw Problem.unreadable("room", "is missing");
        }
        return RoomId.parse(room).orElseThrow(() -> Problem.unreadable("room", "is no room's id"));
    }

    /** The 404 of a coupon that is not there, or that the caller may not see. */
    public static Problem noSuchCoupon() {
        return Problem.notFound("There is no such coupon.");
    }
}
