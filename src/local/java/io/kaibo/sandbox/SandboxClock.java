package io.kaibo.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that can be put forward: two hours of a token's life pass in one control call. */
public final class SandboxClock implements InstantSource {
    private final InstantSource real;
    /** Volatile, as pushes are signed on threads that do not hold the stage's lock. */
    private volatile Duration ahead = Duration.ZERO;

    public SandboxClock(InstantSource real) {
        this.real = real;
    }

    public void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    /** Puts it to another moment, back too, from where it goes on. */
    public void moveTo(Instant moment) {
        ahead = Duration.between(real.instant(), moment);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }
}
