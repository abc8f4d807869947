package io.kaibo.local;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What outlives a live reload: it gives every class of the application a new class loader, and the JVM stays. Only types
 * of the JDK can be handed from one class loader to the next.
 */
final class Kept {
    private static final String KEY = "io.kaibo.local.kept";

    private Kept() {}

    @SuppressWarnings("unchecked") // nothing else writes under this key
    static ConcurrentMap<String, Object> map() {
        return (ConcurrentMap<String, Object>)
                System.getProperties().computeIfAbsent(KEY, key -> new ConcurrentHashMap<String, Object>());
    }
}
