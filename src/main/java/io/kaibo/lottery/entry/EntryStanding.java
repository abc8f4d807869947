package io.kaibo.lottery.entry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a viewer's entry stands. */
sealed interface EntryStanding {

    /**
     * The entry is in: it is, or will be, among those that are frozen.
     *
     * @param enteredAt null if the entry is no longer kept
     */
    record In(@Nullable Instant enteredAt) implements EntryStanding {}

    /**
     * The viewer took part, and has as many wins as the rules allow.
     *
     * @param enteredAt null if the entry is no longer kept
     */
    record LeftOut(@Nullable Instant enteredAt) implements EntryStanding {}

    /** There is no entry, or it came too late, or it counts for nothing: the lottery is void, and was not frozen. */
    record Absent() implements EntryStanding {}

    /** The entries are being read for the draw. Once they are frozen it is known whether this one was among them. */
    record Unknown() implements EntryStanding {}
}
