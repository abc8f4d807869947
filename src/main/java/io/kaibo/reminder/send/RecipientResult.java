package io.kaibo.reminder.send;

import io.kaibo.message.RecipientOutcome;
import io.kaibo.reminder.subscription.Subscription;
import java.time.Duration;
import java.util.Objects;

/**
 * What became of one recipient of a page.
 *
 * @param failed true if it ended in an error
 */
record RecipientResult(Subscription subscription, RecipientOutcome outcome, boolean failed) {

    /** True if the recipient is to be looked at again. */
    boolean isLeft() {
        return outcome.again() != null;
    }

    /** True if that is after a delay. */
    boolean waits() {
        return isLeft() && !again().isZero();
    }

    /** The delay of a recipient who is left. */
    Duration again() {
        return Objects.requireNonNull(outcome.again());
    }
}
