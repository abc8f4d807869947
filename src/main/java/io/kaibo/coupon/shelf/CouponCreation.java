package io.kaibo.coupon.shelf;

import io.kaibo.coupon.Coupon;

/** What became of a request to add a coupon. */
sealed interface CouponCreation {

    record Created(Coupon coupon) implements CouponCreation {}

    /** The room has the coupon of this key already. */
    record Existing(Coupon coupon) implements CouponCreation {}
}
