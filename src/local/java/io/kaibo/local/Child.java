package io.kaibo.local;

import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs a server's main class and ends with the process that started it, however that one ends: after kill -9 no
 * process is left to stop it.
 */
public final class Child {
    private static final long LOOK_EVERY_MS = 200;

    private Child() {}

    /** Arguments: the process id of the parent, the main class, and its own arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        endWithParent(Long.parseLong(args[0]));
        Method main = Class.forName(args[1]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true); // a main method need not be public
        main.invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
    }

    /**
     * Halts this JVM once its parent is another process than that one. It does not ask whether that process lives: a
     * killed process looks alive until its own parent waits for it, but its children have a new parent at once.
     */
    static void endWithParent(long parent) {
        Runtime runtime = Runtime.getRuntime();
        ProcessHandle self = ProcessHandle.current();
        Thread.ofPlatform().daemon().name("ends-with-" + parent).start(() -> {
            try {
                while (self.parent().map(ProcessHandle::pid).orElse(-1L) == parent) {
                    Thread.sleep(LOOK_EVERY_MS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            runtime.halt(1);
        });
    }
}
