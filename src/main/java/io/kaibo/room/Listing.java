package io.kaibo.room;

import io.kaibo.aws.Words;
import java.util.List;
import java.util.Optional;

/** What is shown together; an item of the table is in one listing at the most. */
public enum Listing {
    /** On air now, also while paused or cut off: the latest first. */
    LIVE(false),
    /** Not started: the next first. */
    UPCOMING(true),
    /** Replays of rooms that ended: the latest first. */
    REPLAY(false),
    /** Rooms that are over: the latest first. */
    OVER(false),
    /** Rooms that WeChat no longer lists: the latest first. */
    HIDDEN(false);

    /** What viewers are shown, in this order. */
    public static final List<Listing> FOR_VIEWERS = List.of(LIVE, UPCOMING, REPLAY);

    /** Every room once. */
    public static final List<Listing> FOR_OPERATORS = List.of(LIVE, UPCOMING, OVER, HIDDEN);

    private final boolean earliestFirst;

    Listing(boolean earliestFirst) {
        this.earliestFirst = earliestFirst;
    }

    /** The listing of this word; empty if there is none. */
    public static Optional<Listing> find(String word) {
        return Words.find(Listing.class, word);
    }

    public String word() {
        return Words.of(this);
    }

    public boolean earliestFirst() {
        return earliestFirst;
    }
}
