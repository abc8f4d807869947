/** The sandbox's WeChat Pay: cash coupons, their sends and their uses. */
@NullMarked
package io.kaibo.sandbox.pay;

import org.jspecify.annotations.NullMarked;
