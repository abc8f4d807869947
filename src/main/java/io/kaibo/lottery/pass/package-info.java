/** Prizes that are withdrawn, and that are passed on to the next rank: docs/lottery-proof.md has the rules that a verifier replays. */
@NullMarked
package io.kaibo.lottery.pass;

import org.jspecify.annotations.NullMarked;
