/** Cuts the subscribers of an announcement into pages, sends the pages, and settles what WeChat tells later. */
@NullMarked
package io.kaibo.reminder.send;

import org.jspecify.annotations.NullMarked;
