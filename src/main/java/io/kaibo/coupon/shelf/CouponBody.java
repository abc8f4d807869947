package io.kaibo.coupon.shelf;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * A coupon that an operator adds to a room.
 *
 * @param key chosen by the client for this coupon: the same key in the same room is the same coupon
 */
@RegisterForReflection
record CouponBody(String roomId, String key, CouponPlan plan) implements CheckedBody {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("roomId", roomId)
                .check("roomId", roomId == null || RoomId.parse(roomId).isPresent(), "is no room's id")
                .require("key", key)
                .match("key", key, KEY)
                .require("plan", plan)
                .object("plan", plan);
    }
}
