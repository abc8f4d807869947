/** Asks WeChat Pay to send what was claimed. */
@NullMarked
package io.kaibo.coupon.grant;

import org.jspecify.annotations.NullMarked;
