/** What a lottery publishes as bytes, once: its rules, its frozen record, its lists of aliases. docs/lottery-proof.md has the bytes. */
@NullMarked
package io.kaibo.lottery.record;

import org.jspecify.annotations.NullMarked;
