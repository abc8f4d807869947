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
     * @param marked rooms missed for the first time
     * @param hidden rooms missed again
     * @param withheld rooms that were missed and left alone, because they are more than half of those that are listed here
     */
    record Outcome(int marked, int hidden, int withheld) {
        static final Outcome NONE = new Outcome(0, 0, 0);
    }

    /**
     * @param seen every room that the pass saw
     * @param passBegan when the pass began; it has ended by now
     * @param until after this moment nothing more is written; the next pass goes on
     * @param hideMost whether an operator says that the rooms are gone, though they are most
     */
    Outcome unseen(Set<RoomId> seen, Instant passBegan, Instant until, boolean hideMost) {
        int known = 0;
        List<RoomListTable.Entry> unseen = new ArrayList<>();
        for (Listing listing : List.of(Listing.LIVE, Listing.UPCOMING, Listing.OVER)) {
            for (RoomListTable.Entry entry : lists.all(listing)) {
                known++;
                if (!seen.contains(entry.id())) {
                    unseen.add(entry);
                }
            }
        }
        if (!hideMost && unseen.size() * 2 > known) {
            LOG.errorf("WeChat's list lacks %d of %d rooms: none of them is hidden", unseen.size(), known);
            return new Outcome(0, 0, unseen.size());
        }
        return hide(unseen, passBegan, until);
    }

    private Outcome hide(List<RoomListTable.Entry> unseen, Instant passBegan, Instant until) {
        int marked = 0;
        int hidden = 0;
        for (RoomListTable.Entry entry : unseen) {
            if (!clock.instant().isBefore(until)) {
                break;
            }
            if (entry.missing()) {
                hidden += missing.hide(entry.id(), passBegan, clock.instant()) ? 1 : 0;
            } else {
                marked += missing.mark(entry.id(), passBegan, clock.instant()) ? 1 : 0;
            }
        }
        return new Outcome(marked, hidden, 0);
    }
}
