package io.kaibo.coupon.shelf;

import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.SortedMap;

/**
 * The numbers of a coupon.
 *
 * @param allotted how many it may give
 * @param claimed how many claims there are or were
 * @param pending those of which WeChat Pay has not said its last word
 * @param granted those that it sent, the used ones too
 * @param used those of them that were used, as far as is known
 * @param refused those that it will not send, by its words
 */
@RegisterForReflection
record CouponNumbers(
        CouponId couponId,
        String name,
        long allotted,
        long claimed,
        long pending,
        long granted,
        long used,
        SortedMap<String, Long> refused) {

    record Many(List<CouponNumbers> coupons) {}

    static CouponNumbers of(Coupon coupon, ClaimCounts counts) {
        return new CouponNumbers(
                coupon.id(),
                coupon.terms().name(),
                coupon.size(),
                counts.all(),
                counts.pending(),
                counts.granted(),
                counts.used(),
                counts.refused());
    }
}
