package io.kaibo.coupon.claim;

import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponState;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as viewers see it.
 *
 * @param amount what it is worth, in 分
 * @param minimum the payment from which it can be used, in 分
 * @param opensAt when claims begin; absent if they did with the coupon's being put on the shelf
 * @param whileLive true if it can be claimed only while the room is on air
 */
@RegisterForReflection
record ShownCoupon(
        CouponId id,
        RoomId roomId,
        CouponState state,
        String name,
        long amount,
        long minimum,
        Instant usableFrom,
        Instant usableUntil,
        int perPerson,
        @Nullable Instant opensAt,
        Instant closesAt,
        boolean whileLive,
        Left left) {

    /** How many are left, roughly: the exact number would make a race of it. */
    enum Left {
        SOME,
        /** A tenth or less. */
        FEW,
        NONE
    }

    record Many(List<ShownCoupon> coupons) {}

    static ShownCoupon of(Coupon coupon, Left left) {
        return new ShownCoupon(
                coupon.id(),
                coupon.room(),
                coupon.state(),
                coupon.terms().name(),
                coupon.terms().amount(),
                coupon.terms().minimum(),
                coupon.terms().usableFrom(),
                coupon.terms().usableUntil(),
                coupon.plan().perPerson(),
                coupon.plan().opensAt(),
                coupon.closesAt(),
                coupon.plan().whileLive(),
                left);
    }
}
