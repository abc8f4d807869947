package io.kaibo.reminder;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a page did for one of its recipients.
 *
 * @param state what the recipient's state is now; null if nothing changed
 * @param again the delay before the recipient is looked at again; null if there is nothing left to do
 * @param backOff whether that is a round more of the page, whose next delay is longer
 */
record Outcome(@Nullable State state, @Nullable Duration again, boolean backOff) {

    static final Outcome NOTHING = new Outcome(null, null, false);

    static Outcome ended(State state) {
        return new Outcome(state, null, false);
    }

    static Outcome leftFor(Duration again) {
        return new Outcome(null, again, false);
    }

    static Outcome backOff(Duration again) {
        return new Outcome(null, again, true);
    }
}
