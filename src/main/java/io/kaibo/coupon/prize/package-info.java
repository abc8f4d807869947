/** Coupons whose pieces are prizes of a lottery: each is its winner's, and what is not won goes back. */
@NullMarked
package io.kaibo.coupon.prize;

import org.jspecify.annotations.NullMarked;
