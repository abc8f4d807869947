package io.kaibo.room.sync;

/**
 * What became of a sync.
 *
 * @param finished true if it read as far as it was to; false if its time ran out before
 * @param steady true if the list did not shift while it was read; only such a whole pass knows that a room is missing
 */
record SyncOutcome(boolean finished, boolean steady, SyncTally tally) {

    /** This pass and the one that began anew after it. Both read the same rooms, so that some counts are not added up. */
    SyncOutcome followedBy(SyncOutcome later) {
        SyncTally both = new SyncTally();
        for (SyncCount count : SyncCount.values()) {
            int before = tally.get(count);
            int after = later.tally.get(count);
            both.add(
                    count,
                    switch (count) {
                        case ROOMS, WITHHELD, FAILED -> Math.max(before, after);
                        default -> before + after;
                    });
        }
        return new SyncOutcome(finished || later.finished, later.finished && later.steady, both);
    }
}
