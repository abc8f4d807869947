package io.kaibo.aws;

import java.util.Objects;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What every function that consumes a queue does around the work of a message. */
public final class QueueMessages {

    private static final Logger LOG = Logger.getLogger(QueueMessages.class);

    private QueueMessages() {}

    /**
     * Does the work of a message. funqy tells the queue which message failed and leaves the reason out, so the log has it.
     *
     * @param message a record whose {@code toString} names no person; null if the queue brought {@code null}
     * @throws RuntimeException what the work throws
     */
    public static <M> void consume(@Nullable M message, Consumer<M> work) {
        try {
            work.accept(Objects.requireNonNull(message, "the message is null"));
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s failed", message);
            throw e;
        }
    }
}
