package io.kaibo.local;

/** The end of one call of a function. */
public sealed interface Invocation {
    /** The function returned; the body is its answer as JSON, empty if it has none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answered(byte[] body) implements Invocation {}

    /** The function threw, or its event could not be read. */
    record Failed(Throwable cause) implements Invocation {}
}
