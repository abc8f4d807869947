/** A viewer enters a lottery, and sees their entry; lotteries as viewers see them. */
@NullMarked
package io.kaibo.lottery.entry;

import org.jspecify.annotations.NullMarked;
