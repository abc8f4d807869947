/** Operators and anchors plan lotteries, start them and end them. */
@NullMarked
package io.kaibo.lottery.admin;

import org.jspecify.annotations.NullMarked;
