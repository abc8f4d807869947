package io.kaibo.aws;

import org.jboss.logging.Logger;

/** What every function that consumes a queue does around the work of a message. */
public final class QueueMessages {

    private static final Logger LOG = Logger.getLogger(QueueMessages.class);

    private QueueMessages() {}

    /**
     * Does the work of a message. funqy tells the queue which message failed and leaves the reason out, so the log has it.
     *
     * @param message names it in the log, and no person
     * @throws RuntimeException what the work throws
     */
    public static void consume(String message, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s failed", message);
            throw e;
        }
    }
}
