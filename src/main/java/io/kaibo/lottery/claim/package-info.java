/** Winners claim their prizes, and operators see what became of them. */
@NullMarked
package io.kaibo.lottery.claim;

import org.jspecify.annotations.NullMarked;
