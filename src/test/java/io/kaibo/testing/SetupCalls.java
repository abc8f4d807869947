package io.kaibo.testing;

import java.util.function.Supplier;

/** Calls that a test makes itself, to set a table up or to look at it: they are not the application's and not counted. */
public final class SetupCalls {

    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    private SetupCalls() {}

    public static <T> T call(Supplier<T> calls) {
        boolean outer = INSIDE.get();
        INSIDE.set(true);
        try {
            return calls.get();
        } finally {
            INSIDE.set(outer);
        }
    }

    public static void run(Runnable calls) {
        call(() -> {
            calls.run();
            return true;
        });
    }

    static boolean inside() {
        return INSIDE.get();
    }
}
