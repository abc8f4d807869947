/** The codes of a lottery's prizes: operators give them before the start, and each is shown to its winner alone. */
@NullMarked
package io.kaibo.lottery.code;

import org.jspecify.annotations.NullMarked;
