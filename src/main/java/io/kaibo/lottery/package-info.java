/** Lotteries of a room: what other topics and features may read of them. */
@NullMarked
package io.kaibo.lottery;

import org.jspecify.annotations.NullMarked;
