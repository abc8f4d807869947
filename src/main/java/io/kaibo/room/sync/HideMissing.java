package io.kaibo.room.sync;

import io.kaibo.room.Listing;
import io.kaibo.room.RoomId;
import io.kaibo.room.list.RoomListTable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Hides rooms that WeChat no longer lists, once two whole passes have not seen them, one begun after the other ended.
 * One miss proves little in a list that is paged by offset.
 *
 * <p>A list that lacks most rooms at once, or all of them, proves little too: WeChat may be confused for some minutes. Such a pass
 * marks and hides none, unless an operator says that the rooms are gone.
 */
@Singleton
class HideMissing {

    private static final Logger LOG = Logger.getLogger(HideMissing.class);

    private final MissingTable missing;
    private final RoomListTable lists;
    private final Clock clock;

    HideMissing(MissingTable missing, RoomListTable lists, Clock clock) {
        this.missing = missing;
        this.lists = lists;
        this.clock = clock;
    }

    /**
     * Hides rooms that two whole passes have not seen, and marks those that this one is the first not to see.
     *
     * @param seen every room that the pass saw
     * @param passBegan when the pass began; it has ended by now
     * @param until after this moment nothing more is written; the next pass goes on
     * @param hideMost true if an operator says that the rooms are gone, though they are most
     */
    SyncTally hideUnseen(Set<RoomId> seen, Instant passBegan, Instant until, boolean hideMost) {
        int known = 0;
        List<RoomListTable.ListedHead> unseen = new ArrayList<>();
        for (Listing listing : List.of(Listing.LIVE, Listing.UPCOMING, Listing.OVER)) {
            for (RoomListTable.ListedHead entry : lists.findAll(listing)) {
                known++;
                if (!seen.contains(entry.id())) {
                    unseen.add(entry);
                }
            }
        }
        if (!hideMost && unseen.size() * 2 > known) {
            LOG.errorf("WeChat's list lacks %d of %d rooms: none of them is hidden", unseen.size(), known);
            return new SyncTally().add(SyncCount.WITHHELD, unseen.size());
        }
        return hide(unseen, passBegan, until);
    }

    private SyncTally hide(List<RoomListTable.ListedHead> unseen, Instant passBegan, Instant until) {
        SyncTally tally = new SyncTally();
        for (RoomListTable.ListedHead entry : unseen) {
            if (!clock.instant().isBefore(until)) {
                break;
            }
            if (entry.isMissing()) {
                boolean hidden = missing.hide(entry.id(), passBegan, clock.instant());
                tally.add(SyncCount.HIDDEN, hidden ? 1 : 0);
            } else {
                boolean marked = missing.mark(entry.id(), passBegan, clock.instant());
                tally.add(SyncCount.MISSING, marked ? 1 : 0);
            }
        }
        return tally;
    }
}
