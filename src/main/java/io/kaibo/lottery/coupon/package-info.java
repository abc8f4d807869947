/** Prizes that are coupons: what a lottery tells the coupon of a tier, and what it reads of it. The coupon's own feature does the rest. */
@NullMarked
package io.kaibo.lottery.coupon;

import org.jspecify.annotations.NullMarked;
