package io.kaibo.reminder;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Queues;
import io.kaibo.room.OnAir;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/**
 * Cuts a room's subscribers into pages of a hundred, and goes on where it, or another, stopped. Who is told twice is told once:
 * that is kept where pages are sent, so that a page too many costs a message and nothing else.
 */
@Singleton
class DispatchReminders {

    /** Ten pages, which SQS takes in one call. */
    private static final int PART = 10 * Page.SIZE;

    private record Done(int pages, boolean finished) {

        private Done plus(Done other) {
            return new Done(pages + other.pages, finished && other.finished);
        }
    }

    private final DispatchTable table;
    private final Queues queues;
    private final ReminderConfig config;
    private final Metrics metrics;
    private final Clock clock;

    DispatchReminders(DispatchTable table, Queues queues, ReminderConfig config, Metrics metrics, Clock clock) {
        this.table = table;
        this.queues = queues;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Once all shards are cut, or the announcement has gone back to its queue for the rest, this returns. */
    void of(OnAir message) {
        Announcement announcement = Announcement.of(message);
        Instant until = clock.instant().plus(config.dispatchPatience());
        // those whose turn comes too late are expired by whoever has their page, so that this one cuts in any case
        Map<Integer, DispatchTable.Cut> cuts = table.cuts(announcement);
        Done done = IntStream.range(0, Subscription.SHARDS)
                .boxed()
                .gather(Gatherers.mapConcurrent(
                        config.cutters(),
                        shard -> cut(announcement, shard, cuts.getOrDefault(shard, DispatchTable.Cut.NONE), until)))
                .reduce(new Done(0, true), Done::plus);
        if (!done.finished()) {
            queues.send(config.requiredOnAirQueue(), message);
        }
        metrics.of("reminder-dispatch")
                .with("room", message.roomId())
                .with("kind", message.kind().name())
                .count("Pages", done.pages())
                .count("Unfinished", done.finished() ? 0 : 1)
                .print();
    }

    private Done cut(Announcement announcement, int shard, DispatchTable.Cut before, Instant until) {
        DispatchTable.Cut cut = before;
        int pages = 0;
        while (!cut.finished()) {
            if (!clock.instant().isBefore(until)) {
                return new Done(pages, false);
            }
            DispatchTable.Part part = table.next(announcement, shard, cut.cutTo(), PART);
            if (part.openids().isEmpty()) {
                return new Done(pages, true);
            }
            List<Page> cutNow = pages(announcement, shard, part.openids());
            queues.sendAll(config.requiredPagesQueue(), cutNow);
            pages += cutNow.size();
            cut = table.write(
                    announcement, shard, new DispatchTable.Cut(part.openids().getLast(), part.last()));
        }
        return new Done(pages, true);
    }

    private static List<Page> pages(Announcement announcement, int shard, List<String> openids) {
        List<Page> pages = new ArrayList<>();
        for (int from = 0; from < openids.size(); from += Page.SIZE) {
            pages.add(Page.of(announcement, shard, openids.subList(from, Math.min(from + Page.SIZE, openids.size()))));
        }
        return pages;
    }
}
