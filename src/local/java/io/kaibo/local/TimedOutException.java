package io.kaibo.local;

import java.time.Duration;
import java.util.Locale;

/** Says that a function took longer than its template allows. The stack is the function's at the time-out. */
final class TimedOutException extends Exception {
    private static final long serialVersionUID = 1L;

    TimedOutException(Duration timeout, StackTraceElement[] where) {
        super(String.format(Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0));
        setStackTrace(where);
    }
}
