package io.kaibo.local;

/** Says that another program has a port of the stack. The message is one line: which port, and how to choose another. */
public final class PortTakenException extends StartException {
    private static final long serialVersionUID = 1L;

    PortTakenException(int port, String key) {
        super("Port %d is taken: stop what uses it, or choose another with -D%s=<port>".formatted(port, key));
    }
}
