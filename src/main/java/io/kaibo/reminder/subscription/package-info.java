/** A viewer asks to be reminded, looks at what they asked for, and cancels it. */
@NullMarked
package io.kaibo.reminder.subscription;

import org.jspecify.annotations.NullMarked;
