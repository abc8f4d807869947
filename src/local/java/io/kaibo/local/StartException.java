package io.kaibo.local;

/** Says that the stack cannot start, and that a change of the code does not help. The message is one line with the reason. */
public class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    /**
     * In the first start, ends this JVM with that one line: Quarkus would print a stack and wait for a change of code. In a reload it
     * is thrown: Quarkus reports it, and the stack goes on once the cause is mended.
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
