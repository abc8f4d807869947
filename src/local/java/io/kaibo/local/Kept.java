package io.kaibo.local;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What outlives a live reload: it gives every class of the application a new class loader, and the JVM stays. Only types
 * of the JDK can be handed from one class loader to the next.
 */
final class Kept {
    private static final String KEY = "io.kaibo.local.kept";

    private static final String STARTED = "has started";

    private Kept() {}

    /** The application has started: what fails from now on fails in a reload. */
    static void started() {
        map().put(STARTED, true);
    }

    /** As before the first start, for tests. */
    static void forgetTheStart() {
        map().remove(STARTED);
    }

    /** True once the application of this JVM has started, whatever a reload came to. */
    static boolean hasStarted() {
        return map().containsKey(STARTED);
    }

    @SuppressWarnings("unchecked") // nothing else writes under this key
    static ConcurrentMap<String, Object> map() {
        return (ConcurrentMap<String, Object>)
                System.getProperties().computeIfAbsent(KEY, key -> new ConcurrentHashMap<String, Object>());
    }
}
