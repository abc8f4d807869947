package io.kaibo.coupon.shelf;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.coupon.CouponPlan;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** How many a coupon may give in all, those that were claimed too. */
@RegisterForReflection
record QuantityBody(Integer quantity) implements CheckedBody {

    @Override
    public void check(FieldChecks fields) {
        fields.require("quantity", quantity).range("quantity", quantity, 1, CouponPlan.MOST);
    }
}
