package io.kaibo.local;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The objects that are kept over a live reload, which gives every class of the application a new class loader in the same
 * JVM. Only types of the JDK can be passed from one class loader to the next.
 */
final class Kept {
    private static final String KEY = "io.kaibo.local.kept";

    private static final String STARTED = "has started";

    private Kept() {}

    /** Records that the application has started: a failure from now on is one of a reload. */
    static void started() {
        map().put(STARTED, true);
    }

    /** Goes back to the state before the first start, for tests. */
    static void forgetTheStart() {
        map().remove(STARTED);
    }

    /** True if the application of this JVM has started before, even if a reload has failed since. */
    static boolean hasStarted() {
        return map().containsKey(STARTED);
    }

    @SuppressWarnings("unchecked") // nothing else writes under this key
    static ConcurrentMap<String, Object> map() {
        return (ConcurrentMap<String, Object>)
                System.getProperties().computeIfAbsent(KEY, key -> new ConcurrentHashMap<String, Object>());
    }
}
