/** Takes each lottery from its start to its end, a step at a time. */
@NullMarked
package io.kaibo.lottery.step;

import org.jspecify.annotations.NullMarked;
