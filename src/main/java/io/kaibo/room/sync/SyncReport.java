package io.kaibo.room.sync;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a sync did.
 *
 * @param finished true if it read as far as it was to; false if its time ran out before
 * @param steady true if the list did not shift while it was read; only such a whole pass knows that a room is missing
 * @param pages pages of WeChat's list, also those that were read again
 * @param rooms rooms seen, each once
 * @param changed rooms that were written
 * @param announced rooms seen on air for the first time
 * @param soon rooms whose near start was published
 * @param missed rooms that ended and were never seen on air, so that no subscriber was told; the log names them
 * @param missing rooms that the list lacked for the first time
 * @param hidden rooms that the list lacked again, and that are hidden now
 * @param withheld rooms that the list lacked and that are neither marked nor hidden, because they are most of the known rooms
 * @param failed rooms and recordings that could not be read or written; the log says why
 */
@RegisterForReflection
public record SyncReport(
        boolean finished,
        boolean steady,
        int pages,
        int rooms,
        int changed,
        int announced,
        int soon,
        int missed,
        int missing,
        int hidden,
        int withheld,
        int failed) {

    static SyncReport of(SyncOutcome outcome) {
        SyncTally tally = outcome.tally();
        return new SyncReport(
                outcome.finished(),
                outcome.steady(),
                tally.get(SyncCount.PAGES),
                tally.get(SyncCount.ROOMS),
                tally.get(SyncCount.CHANGED),
                tally.get(SyncCount.ON_AIR),
                tally.get(SyncCount.SOON),
                tally.get(SyncCount.MISSED),
                tally.get(SyncCount.MISSING),
                tally.get(SyncCount.HIDDEN),
                tally.get(SyncCount.WITHHELD),
                tally.get(SyncCount.FAILED));
    }
}
