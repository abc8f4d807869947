/** The tickets of a coupon: a number has one holder. */
@NullMarked
package io.kaibo.coupon.ticket;

import org.jspecify.annotations.NullMarked;
