package io.kaibo.aws;

import java.util.List;
import java.util.Optional;

/** What became of a {@link Transaction}. */
public sealed interface TransactionResult {

    /** All of its writes are done. */
    record Done() implements TransactionResult {}

    /**
     * None of its writes is done, since a condition was false.
     *
     * @param refused one for each write, in their order: the item that its condition was false for, without attributes if there is no
     *     such item; empty for a write whose condition held
     */
    record Refused(List<Optional<Item>> refused) implements TransactionResult {

        /** True if the condition of this write, counted from 0, was false. */
        public boolean isRefused(int write) {
            return refused.get(write).isPresent();
        }
    }

    default boolean isDone() {
        return this instanceof Done;
    }
}
