package io.kaibo.local;

/** A port that the stack needs is another program's. The message is one line, says which and how to take another. */
public final class PortTakenException extends StartException {
    private static final long serialVersionUID = 1L;

    PortTakenException(int port, String key) {
        super("Port %d is taken: stop what uses it, or choose another with -D%s=<port>".formatted(port, key));
    }
}
