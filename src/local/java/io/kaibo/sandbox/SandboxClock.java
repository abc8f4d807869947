package io.kaibo.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that can be put forward: two hours of a token's life pass in one control call. */
final class SandboxClock implements InstantSource {
    private final InstantSource real;
    /** Volatile, as pushes are signed on threads that do not hold the stage's lock. */
    private volatile Duration ahead = Duration.ZERO;

    SandboxClock(InstantSource real) {
        this.real = real;
    }

    void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }
}
