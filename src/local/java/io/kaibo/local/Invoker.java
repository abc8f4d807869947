package io.kaibo.local;

/** Calls functions as Lambda does: by name, event JSON in, answer JSON out. */
@FunctionalInterface
public interface Invoker {
    /** Calls the function of that funqy name and waits for it. What it throws is a value here. */
    Invocation call(String function, byte[] event);
}
