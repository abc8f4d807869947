package io.kaibo.local;

/** The stack cannot start, and no change of the code will help it. The message is one line that says what is wrong. */
public class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    /**
     * In the first start, ends this JVM with that one line: Quarkus would print a stack and wait for code to change. In a reload it
     * is thrown: Quarkus says it, and the stack goes on once it is mended.
     */
    static void orHalt(Runnable start) {
        try {
            start.run();
        } catch (StartException e) {
            e.haltInFirstStart();
            throw e;
        }
    }

    /** Ends this JVM with the one line of the message, unless its application had started before. */
    void haltInFirstStart() {
        if (!Kept.hasStarted()) {
            System.err.println(getMessage());
            System.err.flush();
            Runtime.getRuntime().halt(1);
        }
    }
}
