package io.kaibo.coupon.shelf;

import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.CouponTerms;
import io.kaibo.coupon.grant.GrantHalt;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as operators see it.
 *
 * @param reason why Kaibo took it off the shelf or closed it; absent if it did not
 * @param halt why WeChat Pay is not asked for it; absent if it is
 * @param trial the last; absent in lists, and if there was none
 * @param confirmation of WeChat Pay's rules in place of a trial; absent in lists, and if there was none
 */
@RegisterForReflection
record ManagedCoupon(
        CouponId id,
        RoomId roomId,
        CouponState state,
        CouponPlan plan,
        CouponTerms terms,
        Instant createdAt,
        @Nullable Instant shelvedAt,
        @Nullable String reason,
        @Nullable String halt,
        @Nullable Trial trial,
        @Nullable Confirmation confirmation) {

    /** @param halt why WeChat Pay is asked for no coupon at all; absent if it is asked */
    record Many(List<ManagedCoupon> coupons, @Nullable GrantHalt halt) {}

    /** @param lastCode why it is not granted yet, as {@link Claim} has it; absent if nothing was said */
    record Trial(ClaimState state, Instant at, @Nullable String lastCode) {

        static Trial of(Claim claim) {
            return new Trial(claim.state(), claim.claimedAt(), claim.lastCode());
        }
    }

    record Confirmation(String by, Instant at) {}

    static ManagedCoupon of(Coupon coupon) {
        return of(coupon, null, null);
    }

    static ManagedCoupon of(Coupon coupon, @Nullable Trial trial, @Nullable Confirmation confirmation) {
        return new ManagedCoupon(
                coupon.id(),
                coupon.room(),
                coupon.state(),
                coupon.plan(),
                coupon.terms(),
                coupon.createdAt(),
                coupon.shelvedAt(),
                coupon.reason(),
                coupon.halt(),
                trial,
                confirmation);
    }
}
