/** Looks after coupons on the shelf and claims of which nothing has come. It reads from WeChat Pay, and asks it to send nothing. */
@NullMarked
package io.kaibo.coupon.settle;

import org.jspecify.annotations.NullMarked;
