package io.kaibo.base;

import java.time.Duration;
import java.time.Instant;

/** Spans of time by an instance's clock, which may be set back. */
public final class Spans {

    private Spans() {}

    /** True from {@code start} until before {@code start + length}. False also before {@code start}: the clock was set back. */
    public static boolean covers(Instant start, Duration length, Instant now) {
        return !now.isBefore(start) && now.isBefore(start.plus(length));
    }
}
