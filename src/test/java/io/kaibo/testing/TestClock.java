package io.kaibo.testing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The application's clock in tests: it runs, and can be stopped and moved on. */
@Singleton
public class TestClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private volatile @Nullable Instant stopped;

    public void advance(Duration duration) {
        ahead.accumulateAndGet(duration, Duration::plus);
    }

    /** From now on only {@link #advance} moves it: however long a test takes, no time passes. */
    public void stop() {
        stopped = Instant.now();
    }

    public void reset() {
        stopped = null;
        ahead.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        Instant at = stopped;
        return (at == null ? Instant.now() : at).plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new IllegalArgumentException("times are in UTC here");
    }
}
