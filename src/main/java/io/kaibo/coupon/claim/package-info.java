/** What viewers do with coupons: see the shelf, claim, see their claims. */
@NullMarked
package io.kaibo.coupon.claim;

import org.jspecify.annotations.NullMarked;
