/** The codes of a lottery's prizes: operators give them before the start, each is shown to its winner, and exported for shipping. */
@NullMarked
package io.kaibo.lottery.code;

import org.jspecify.annotations.NullMarked;
