/** Tells winners, by a message of the template that they accepted when they entered. */
@NullMarked
package io.kaibo.lottery.tell;

import org.jspecify.annotations.NullMarked;
