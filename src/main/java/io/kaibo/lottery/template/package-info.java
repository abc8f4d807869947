/** The templates of the messages to winners. */
@NullMarked
package io.kaibo.lottery.template;

import org.jspecify.annotations.NullMarked;
