/** What operators do with coupons: add, put on the shelf, push, count. */
@NullMarked
package io.kaibo.coupon.shelf;

import org.jspecify.annotations.NullMarked;
