/** Freezing the entries of a lottery, waiting for drand's round, and the draw. docs/lottery-proof.md has the bytes. */
@NullMarked
package io.kaibo.lottery.draw;

import org.jspecify.annotations.NullMarked;
