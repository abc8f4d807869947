/** Stops the reminders of a room until an operator resumes them. */
@NullMarked
package io.kaibo.reminder.halt;

import org.jspecify.annotations.NullMarked;
