package io.kaibo.reminder.send;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Queues;
import io.kaibo.aws.Words;
import io.kaibo.message.MessageConfig;
import io.kaibo.person.Person;
import io.kaibo.reminder.ReminderConfig;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.room.Announcement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Cuts a room's subscribers into pages of a hundred, and goes on where an earlier dispatch stopped. A page that is cut twice costs a
 * message and no more: each recipient is sent to once.
 */
@Singleton
class DispatchReminders {

    /** Ten pages, which SQS takes in one call. */
    private static final int PART = 10 * ReminderPage.SIZE;

    private record Done(int pages, boolean finished, int failed) {

        private Done plus(Done other) {
            return new Done(pages + other.pages, finished && other.finished, failed + other.failed);
        }
    }

    private static final Logger LOG = Logger.getLogger(DispatchReminders.class);

    private final DispatchTable table;
    private final Queues queues;
    private final ReminderConfig config;
    private final MessageConfig delays;
    private final Metrics metrics;
    private final Clock clock;

    DispatchReminders(
            DispatchTable table,
            Queues queues,
            ReminderConfig config,
            MessageConfig delays,
            Metrics metrics,
            Clock clock) {
        this.table = table;
        this.queues = queues;
        this.config = config;
        this.delays = delays;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Cuts all shards into pages. What is left when its time runs out, or fails, comes back as a new message:
     * {@link Queues#sendAgain} says why.
     *
     * @throws RuntimeException if something fails and the announcement's time is over, or it cannot be put back
     */
    void dispatch(Announcement announcement) {
        try {
            if (!cutAll(announcement).finished()) {
                queues.send(Announcement.QUEUE, announcement);
            }
        } catch (RuntimeException e) {
            if (!config.retriesFailed(announcement.notAfter(), clock.instant())) {
                throw e;
            }
            LOG.errorf(e, "announcing %s failed and is put off", announcement.roomId());
            queues.sendAgain(
                    Announcement.QUEUE,
                    announcement.nextRound(),
                    delays.limitDelay(delays.backOff(announcement.round())),
                    e);
        }
    }

    /** @throws IllegalStateException if a shard could not be cut; the others are cut */
    private Done cutAll(Announcement announcement) {
        Instant until = clock.instant().plus(config.dispatchPatience());
        // an announcement whose time is over is cut too: its pages expire their recipients
        Map<Integer, DispatchTable.Cut> cuts = table.findCuts(announcement);
        Done done = IntStream.range(0, Subscription.SHARDS)
                .boxed()
                .gather(Gatherers.mapConcurrent(
                        config.cutters(),
                        shard -> cutOrFail(
                                announcement, shard, cuts.getOrDefault(shard, DispatchTable.Cut.NONE), until)))
                .reduce(new Done(0, true, 0), Done::plus);
        metrics.begin(ReminderDispatchFunction.NAME)
                .with("room", announcement.roomId().value())
                .with("kind", Words.of(announcement.kind()))
                .count(ReminderMetric.DISPATCH_PAGES, done.pages())
                .count(ReminderMetric.DISPATCH_UNFINISHED, done.finished() ? 0 : 1)
                .count(ReminderMetric.DISPATCH_FAILED, done.failed())
                .print();
        if (done.failed() > 0) {
            throw new IllegalStateException(done.failed() + " shards could not be cut");
        }
        return done;
    }

    /** Catches what one shard throws, so that the others are cut to their end. */
    private Done cutOrFail(Announcement announcement, int shard, DispatchTable.Cut before, Instant until) {
        try {
            return cut(announcement, shard, before, until);
        } catch (RuntimeException e) {
            LOG.errorf(e, "shard %d of %s was not cut to its end", shard, announcement.roomId());
            return new Done(0, false, 1);
        }
    }

    private Done cut(Announcement announcement, int shard, DispatchTable.Cut before, Instant until) {
        DispatchTable.Cut cut = before;
        int pages = 0;
        while (!cut.finished()) {
            if (!clock.instant().isBefore(until)) {
                return new Done(pages, false, 0);
            }
            DispatchTable.Part part = table.findNext(announcement, shard, cut.cutTo(), PART);
            if (part.persons().isEmpty()) {
                return new Done(pages, true, 0);
            }
            List<ReminderPage> cutNow = pages(announcement, shard, part.persons());
            queues.sendAll(ReminderPage.QUEUE, cutNow);
            pages += cutNow.size();
            cut = table.write(
                    announcement,
                    shard,
                    new DispatchTable.Cut(part.persons().getLast().value(), part.last()));
        }
        return new Done(pages, true, 0);
    }

    private static List<ReminderPage> pages(Announcement announcement, int shard, List<Person> persons) {
        List<ReminderPage> pages = new ArrayList<>();
        for (int from = 0; from < persons.size(); from += ReminderPage.SIZE) {
            pages.add(ReminderPage.of(
                    announcement, shard, persons.subList(from, Math.min(from + ReminderPage.SIZE, persons.size()))));
        }
        return pages;
    }
}
