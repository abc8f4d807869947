/** The prizes of a lottery once it is drawn: to whom each is offered, and what becomes of it. */
@NullMarked
package io.kaibo.lottery.prize;

import org.jspecify.annotations.NullMarked;
