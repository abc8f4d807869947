/** The prizes of a lottery that were claimed, with addresses and codes, for those who send them. */
@NullMarked
package io.kaibo.lottery.export;

import org.jspecify.annotations.NullMarked;
