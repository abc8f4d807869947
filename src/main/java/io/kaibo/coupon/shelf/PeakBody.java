package io.kaibo.coupon.shelf;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.coupon.CouponPlan;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** How many claims a second are expected at the most. */
@RegisterForReflection
record PeakBody(Integer peak) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        fields.require("peak", peak).range("peak", peak, 1, CouponPlan.MOST_PEAK);
    }
}
