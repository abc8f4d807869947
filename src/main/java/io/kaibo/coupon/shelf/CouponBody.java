package io.kaibo.coupon.shelf;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A coupon that an operator adds to a room.
 *
 * @param confirmed what the operator confirms of WeChat Pay's rules, for a coupon whose pieces are prizes: a trial would take one of them. Null for
 *     others, which are tried out or confirmed before they go on the shelf
 * @param key chosen by the client for this coupon: the same key in the same room is the same coupon
 */
@RegisterForReflection
record CouponBody(String roomId, String key, CouponPlan plan, ShelfBody.@Nullable Confirmed confirmed)
        implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        fields.require("roomId", roomId)
                .check("roomId", roomId == null || RoomId.parse(roomId).isPresent(), "is no room's id")
                .requireKey("key", key)
                .require("plan", plan)
                .object("plan", plan)
                .object("confirmed", confirmed);
        if (plan != null) {
            boolean isPrize = plan.prizeOf() != null;
            fields.check(
                    "confirmed",
                    isPrize == (confirmed != null),
                    isPrize ? "must not be null: prizes are not tried out" : "must be absent: it is for prizes");
        }
    }
}
