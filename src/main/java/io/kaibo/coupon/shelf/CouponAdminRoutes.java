package io.kaibo.coupon.shelf;

import io.kaibo.http.Router;

/** Routes of {@code coupon-admin} that one topic adds: like an entry point they parse, make one call, and map. */
interface CouponAdminRoutes {

    void addTo(Router router);
}
