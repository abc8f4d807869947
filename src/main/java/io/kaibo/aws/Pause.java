package io.kaibo.aws;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The pause before what a successful batch call left over is asked for again: the SDK's own back-off knows nothing of it. */
final class Pause {

    /** Doubled before each round: six rounds wait for a second and a half together. */
    private static final Duration FIRST = Duration.ofMillis(12);

    private Pause() {}

    /** @param round how often it was asked before; none before the first */
    static void waitBeforeRound(int round) {
        if (round > 0) {
            LockSupport.parkNanos(FIRST.toNanos() << round);
        }
    }
}
