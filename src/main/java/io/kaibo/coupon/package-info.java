/** Coupons of WeChat Pay (代金券) that a room gives away, as their topics and other features may read them. */
@NullMarked
package io.kaibo.coupon;

import org.jspecify.annotations.NullMarked;
