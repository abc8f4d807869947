package io.kaibo.local;

/** The stack cannot start, and no change of the code will help it. The message is one line that says what will. */
public class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    /** Ends this JVM with that one line: Quarkus would print a stack and wait for code to change. */
    static void orHalt(Runnable start) {
        try {
            start.run();
        } catch (StartException e) {
            System.err.println(e.getMessage());
            System.err.flush();
            Runtime.getRuntime().halt(1);
        }
    }
}
