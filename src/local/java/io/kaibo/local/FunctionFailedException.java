package io.kaibo.local;

/** Says that a function threw; the cause is the exception that it threw. */
public final class FunctionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FunctionFailedException(String function, Throwable cause) {
        super(function + " failed: " + cause, cause);
    }
}
