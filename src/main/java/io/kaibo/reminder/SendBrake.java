package io.kaibo.reminder;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * What an instance remembers of WeChat's silence from one page to the next. While WeChat answers no send, each page would lose a few
 * recipients of its own before it stops; so the instance sends one page in a while, and puts the others back untouched.
 */
@Singleton
class SendBrake {

    private final ReminderConfig config;
    private final Clock clock;

    private volatile Instant onFrom = Instant.MAX;

    SendBrake(ReminderConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** A page stopped because WeChat did not answer. */
    void apply() {
        onFrom = clock.instant();
    }

    /** WeChat answered a send. */
    void release() {
        onFrom = Instant.MAX;
    }

    /** Whether pages are put back; false also where the clock was set back. */
    boolean isOn() {
        Instant from = onFrom;
        Instant now = clock.instant();
        return !now.isBefore(from) && now.isBefore(from.plus(config.silence()));
    }
}
