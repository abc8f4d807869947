package io.kaibo.room;

import io.kaibo.wechat.LiveRooms;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk through WeChat's list, page by page.
 *
 * <p>The list is paged by offset and sorted by planned start, so it shifts when a room is created, deleted or moved
 * meanwhile, and a room at the edge of a page can then be passed over. Each page therefore begins with the last room of
 * the page before: if it does not stand there, or the total changed, the list has shifted. What was read is right all
 * the same; only what was <em>not</em> read then proves nothing.
 */
final class RoomWalk {

    private final LiveRooms weChat;
    private final StorePage storePage;
    private final RoomConfig config;
    private final Clock clock;
    private final Pass pass;
    private final Instant until;

    private final Set<RoomId> seen = new HashSet<>();
    private StorePage.Outcome stored = StorePage.Outcome.NONE;
    private int pages;
    private int unreadable;
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
    void go() {
        int start = 0;
        @Nullable RoomId last = null;
        while (clock.instant().isBefore(until)) {
            Instant readAt = clock.instant();
            LiveRooms.Page page = weChat.page(start);
            List<RoomReading> readings = RoomReading.readable(page.rooms());
            pages++;
            notice(page.total(), readings, last);
            StorePage.Outcome outcome = storePage.store(readings, readAt);
            stored = stored.plus(outcome);
            if (outcome.stale()) {
                // read too long ago to be written: read the same page again
                continue;
            }
            readings.forEach(reading -> seen.add(reading.room().id()));
            unreadable += page.rooms().size() - readings.size();
            int end = start + page.rooms().size();
            if (page.rooms().isEmpty() || end >= page.total()) {
                steady &= seen.size() == page.total();
                finished = true;
                return;
            }
            if (pass == Pass.RECENT && settled(readings)) {
                finished = true;
                return;
            }
            start = Math.max(start + 1, end - 1);
            last = readings.isEmpty() ? null : readings.getLast().room().id();
        }
    }

    /** Whether this was a walk from end to end through a list that stood still. */
    boolean sawEverything() {
        return finished && steady && pass == Pass.WHOLE;
    }

    Set<RoomId> seen() {
        return seen;
    }

    SyncReport report(HideMissing.Outcome missing) {
        return new SyncReport(
                finished,
                steady,
                pages,
                seen.size(),
                stored.changed(),
                stored.announced(),
                stored.soon(),
                stored.missed(),
                missing.marked(),
                missing.hidden(),
                stored.failed() + unreadable);
    }

    private void notice(int totalNow, List<RoomReading> readings, @Nullable RoomId last) {
        if (total != -1 && total != totalNow) {
            steady = false;
        }
        if (last != null
                && (readings.isEmpty() || !readings.getFirst().room().id().equals(last))) {
            steady = false;
        }
        total = totalNow;
    }

    private boolean settled(List<RoomReading> readings) {
        Instant now = clock.instant();
        return readings.stream().allMatch(reading -> reading.room().isSettled(now, config.horizon()));
    }
}
