package io.kaibo.room.sync;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a sync did.
 *
 * @param finished whether it read as far as it was to; false if its time ran out before
 * @param steady whether the list stood still while it was read; only such a whole pass knows that a room is missing
 * @param pages pages of WeChat's list, those that were read again included
 * @param rooms rooms seen, each once
 * @param changed rooms of which something was written
 * @param announced rooms seen on air for the first time
 * @param soon rooms of which it was published that they start soon
 * @param missed rooms that ended and were never seen on air, so that nobody was told; the log names them
 * @param missing rooms that the list lacked for the first time
 * @param hidden rooms that it lacked again, and that are hidden now
 * @param withheld rooms that it lacked and that are neither marked nor hidden, because they are most of those that are known
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

    SyncReport plusFailed(int more) {
        return new SyncReport(
                finished,
                steady,
                pages,
                rooms,
                changed,
                announced,
                soon,
                missed,
                missing,
                hidden,
                withheld,
                failed + more);
    }

    /** This one and the one that began anew after it. */
    SyncReport followedBy(SyncReport later) {
        return new SyncReport(
                finished || later.finished,
                later.finished && later.steady,
                pages + later.pages,
                Math.max(rooms, later.rooms),
                changed + later.changed,
                announced + later.announced,
                soon + later.soon,
                missed + later.missed,
                missing + later.missing,
                hidden + later.hidden,
                Math.max(withheld, later.withheld),
                Math.max(failed, later.failed));
    }
}
