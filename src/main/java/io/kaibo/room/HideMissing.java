package io.kaibo.room;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Hides rooms that WeChat no longer lists, once two whole passes have not seen them, one begun after the other ended.
 * One miss proves little in a list that is paged by offset.
 */
@Singleton
class HideMissing {

    private final RoomTable rooms;
    private final RoomListTable lists;
    private final Clock clock;

    HideMissing(RoomTable rooms, RoomListTable lists, Clock clock) {
        this.rooms = rooms;
        this.lists = lists;
        this.clock = clock;
    }

    /**
     * @param marked rooms missed for the first time
     * @param hidden rooms missed again
     */
    record Outcome(int marked, int hidden) {
        static final Outcome NONE = new Outcome(0, 0);
    }

    /**
     * @param seen every room that the pass saw
     * @param passBegan when the pass began; it has ended by now
     * @param until after this moment nothing more is written; the next pass goes on
     */
    Outcome unseen(Set<RoomId> seen, Instant passBegan, Instant until) {
        int marked = 0;
        int hidden = 0;
        for (Listing listing : List.of(Listing.LIVE, Listing.UPCOMING, Listing.OVER)) {
            for (RoomListTable.Entry entry : lists.all(listing)) {
                if (seen.contains(entry.id())) {
                    continue;
                }
                if (!clock.instant().isBefore(until)) {
                    return new Outcome(marked, hidden);
                }
                if (entry.missing()) {
                    hidden += rooms.hide(entry.id(), passBegan, clock.instant()) ? 1 : 0;
                } else {
                    marked += rooms.markMissing(entry.id(), passBegan, clock.instant()) ? 1 : 0;
                }
            }
        }
        return new Outcome(marked, hidden);
    }
}
