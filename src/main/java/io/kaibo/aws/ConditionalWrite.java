package io.kaibo.aws;

import java.util.UUID;

/**
 * What became of a conditional write.
 *
 * <p>Every conditional write names its writer: a random id, new for each write and shared only with the SDK's own
 * retries of it, in an attribute that belongs to that condition alone. When an answer is lost, the SDK's retry meets its
 * own first try and the condition fails; the item that comes back then names us, and the write was our own success.
 *
 * <p>A delete names the writer of the item that it is to remove: a retry that arrives late removes nothing that was put
 * there since.
 */
public sealed interface ConditionalWrite {

    /**
     * The write is done.
     *
     * @param item the item after it; of a delete the item before it
     */
    record Done(Item item) implements ConditionalWrite {}

    /**
     * The condition was false, and not by our own first try.
     *
     * @param found the item that is there instead; without attributes if there is none
     */
    record Refused(Item found) implements ConditionalWrite {}

    default boolean done() {
        return this instanceof Done;
    }

    /** A random id for one write. */
    static String newWriter() {
        return UUID.randomUUID().toString();
    }
}
