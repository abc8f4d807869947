package io.kaibo.room.sync;

import io.kaibo.room.RoomConfig;
import io.kaibo.room.RoomId;
import io.kaibo.wechat.LiveRooms;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One walk through WeChat's list, page by page.
 *
 * <p>The list is paged by offset and sorted by planned start, so it shifts when a room is created, deleted or moved
 * meanwhile, and a room at the edge of a page can then be passed over. Each page therefore begins with the last room of
 * the page before: if it is not there, or the total changed, the list has shifted. What was read is still right; but that
 * a room was <em>not</em> read then proves nothing.
 */
final class RoomWalk {

    private final LiveRooms weChat;
    private final StorePage storePage;
    private final RoomConfig config;
    private final Clock clock;
    private final Pass pass;
    private final Instant until;

    private final Set<RoomId> seen = new HashSet<>();
    private final Set<RoomId> odd = new HashSet<>();
    private final SyncTally tally = new SyncTally();
    private int nameless;
    private int total = -1;
    private boolean steady = true;
    private boolean finished;

    RoomWalk(LiveRooms weChat, StorePage storePage, RoomConfig config, Clock clock, Pass pass, Instant until) {
        this.weChat = weChat;
        this.storePage = storePage;
        this.config = config;
        this.clock = clock;
        this.pass = pass;
        this.until = until;
    }

    /** Walks until the pass has seen what it is to see, or its time is over. */
    void walk() {
        int start = 0;
        List<Optional<RoomId>> before = List.of();
        while (clock.instant().isBefore(until)) {
            Instant readAt = clock.instant();
            LiveRooms.RoomPage page = weChat.readPage(start);
            PageReading reading = PageReading.of(page.rooms());
            tally.add(SyncCount.PAGES, 1);
            boolean overlaps = overlaps(before, reading.places());
            steady &= (total == -1 || total == page.total()) && (before.isEmpty() || overlaps);
            total = page.total();
            StoredPage stored = storePage.store(reading.readable(), readAt);
            tally.add(stored.tally());
            if (stored.isStale()) {
                // read too long ago to be written: read the same page again
                continue;
            }
            reading.places().forEach(place -> place.ifPresent(seen::add));
            odd.addAll(reading.odd());
            storePage.sight(reading.odd(), readAt);
            boolean countedBefore = overlaps && before.getLast().isEmpty();
            nameless += reading.nameless() - (countedBefore ? 1 : 0);
            int end = start + page.rooms().size();
            if (page.rooms().isEmpty() || end >= page.total()) {
                steady &= seen.size() + nameless == page.total();
                finished = true;
                return;
            }
            if (pass == Pass.RECENT && settled(reading.readable())) {
                finished = true;
                return;
            }
            start = Math.max(start + 1, end - 1);
            before = reading.places();
        }
    }

    /** True if this was a walk from end to end through a list that did not shift, and the id of every room in it was read. */
    boolean sawEverything() {
        return finished && steady && nameless == 0 && pass == Pass.WHOLE;
    }

    Set<RoomId> seen() {
        return seen;
    }

    SyncOutcome outcome() {
        SyncTally all = new SyncTally()
                .add(tally)
                .add(SyncCount.ROOMS, seen.size())
                .add(SyncCount.FAILED, odd.size() + nameless);
        return new SyncOutcome(finished, steady, all);
    }

    /** True if the page begins with the room that the page before ended with. */
    private static boolean overlaps(List<Optional<RoomId>> before, List<Optional<RoomId>> page) {
        return !before.isEmpty() && !page.isEmpty() && before.getLast().equals(page.getFirst());
    }

    private boolean settled(List<RoomReading> readings) {
        Instant now = clock.instant();
        return !readings.isEmpty()
                && readings.stream().allMatch(reading -> reading.room().isSettled(now, config.horizon()));
    }
}
