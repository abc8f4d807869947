package io.kaibo.aws;

import java.util.UUID;
import java.util.function.Function;

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
    record WriteDone(Item item) implements ConditionalWrite {}

    /**
     * The condition was false, and not by our own first try.
     *
     * @param found the item that is there instead; without attributes if there is none
     */
    record WriteRefused(Item found) implements ConditionalWrite {}

    default boolean isDone() {
        return this instanceof WriteDone;
    }

    /** The write in the caller's own type: {@code read} makes it of an item that is there instead. */
    default <T> WriteResult<T> map(Function<Item, T> read) {
        return switch (this) {
            case WriteDone _ -> new WriteResult.Written<>();
            case WriteRefused refused -> new WriteResult.Existing<>(read.apply(refused.found()));
        };
    }

    /** A random id for one write. */
    static String newWriter() {
        return UUID.randomUUID().toString();
    }
}
