package io.kaibo.local;

/** A function threw; the cause is what it threw. */
public final class FunctionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FunctionFailedException(String function, Throwable cause) {
        super(function + " failed: " + cause, cause);
    }
}
