package io.kaibo.message;

import io.kaibo.person.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person who is to get one message, once, as a feature's table has it. {@link SendTable} writes what becomes of it. */
public interface Recipient {

    Person person();

    /** The template of the message, which the person accepted. */
    String templateId();

    SendState state();

    /** When the lease of the instance that sends ends; null if none sends. */
    @Nullable
    Instant leaseEnds();

    /** True if a send began and its lease has lapsed: what became of it will not be known. */
    default boolean isLost(Instant now) {
        return isLost(state(), leaseEnds(), now);
    }

    /** As {@link #isLost(Instant)}, for a recipient of which no more was read. */
    static boolean isLost(SendState state, @Nullable Instant leaseEnds, Instant now) {
        return state == SendState.SENDING && leaseEnds != null && !now.isBefore(leaseEnds);
    }
}
