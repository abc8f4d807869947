/** Counts the coupons that viewers used, as WeChat Pay notifies it. */
@NullMarked
package io.kaibo.coupon.use;

import org.jspecify.annotations.NullMarked;
