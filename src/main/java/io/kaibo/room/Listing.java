package io.kaibo.room;

import java.util.List;

/** What is shown together; an item of the table is in one listing at the most. */
enum Listing {
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
    static final List<Listing> FOR_VIEWERS = List.of(LIVE, UPCOMING, REPLAY);

    /** Every room once. */
    static final List<Listing> FOR_OPERATORS = List.of(LIVE, UPCOMING, OVER, HIDDEN);

    private final boolean earliestFirst;

    Listing(boolean earliestFirst) {
        this.earliestFirst = earliestFirst;
    }

    boolean earliestFirst() {
        return earliestFirst;
    }
}
