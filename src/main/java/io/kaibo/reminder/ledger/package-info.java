/** What WeChat tells of viewers' answers and of messages, for operators to see. */
@NullMarked
package io.kaibo.reminder.ledger;

import org.jspecify.annotations.NullMarked;
