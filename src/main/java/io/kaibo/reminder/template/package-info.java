/** The templates of reminders, and the messages made of them. */
@NullMarked
package io.kaibo.reminder.template;

import org.jspecify.annotations.NullMarked;
