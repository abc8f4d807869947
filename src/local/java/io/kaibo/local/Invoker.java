package io.kaibo.local;

/** Calls functions as Lambda does: by name, event JSON in, answer JSON out. */
@FunctionalInterface
public interface Invoker {
    /** Calls the function of that funqy name and waits for it. If it throws, the exception is returned as a value. */
    Invocation call(String function, byte[] event);
}
