package io.kaibo.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that can be put forward: two hours of a token's life pass in one control call. */
final class SandboxClock extends Clock {
    private final Clock real;
    private Duration ahead = Duration.ZERO;

    SandboxClock(Clock real) {
        this.real = real;
    }

    void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    /** @throws UnsupportedOperationException always: a copy in another zone would not be put forward with this one */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the sandbox has one clock");
    }
}
