package io.kaibo.local;

/** How one call of a function ended. */
public sealed interface Invocation {
    /** It returned; the body is its answer as JSON, empty if it has none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answered(byte[] body) implements Invocation {}

    /** It threw, or its event could not be read. */
    record Failed(Throwable cause) implements Invocation {}
}
