package io.kaibo.reminder;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a page did for one of its recipients.
 *
 * @param state what he is now; null if nothing changed
 * @param again after how long somebody is to look at him once more; null if there is nothing left to do
 * @param backOff whether that is because WeChat asked for it
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
