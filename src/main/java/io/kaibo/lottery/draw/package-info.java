/** Freezes the entries of a lottery, and draws its winners once drand's round is out. */
@NullMarked
package io.kaibo.lottery.draw;

import org.jspecify.annotations.NullMarked;
