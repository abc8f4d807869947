/** Counts the reminders of a room. */
@NullMarked
package io.kaibo.reminder.numbers;

import org.jspecify.annotations.NullMarked;
