package io.kaibo.reminder;

import io.kaibo.aws.Metrics;
import io.kaibo.aws.Queues;
import io.kaibo.room.Room;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomHeads;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends one page of reminders. Whoever cannot be sent to now comes back in a new message: a failure would eat one of the few times
 * that the queue gives the page before it is a dead letter.
 */
@Singleton
class SendPage {

    private static final Logger LOG = Logger.getLogger(SendPage.class);

    private record Result(Subscription subscription, Outcome outcome) {

        boolean isLeft() {
            return outcome.again() != null;
        }
    }

    private final SendTable table;
    private final SendReminder sendReminder;
    private final ComposeMessages compose;
    private final HaltTable halts;
    private final RoomHeads rooms;
    private final Queues queues;
    private final ReminderConfig config;
    private final Metrics metrics;
    private final Clock clock;

    SendPage(
            SendTable table,
            SendReminder sendReminder,
            ComposeMessages compose,
            HaltTable halts,
            RoomHeads rooms,
            Queues queues,
            ReminderConfig config,
            Metrics metrics,
            Clock clock) {
        this.table = table;
        this.sendReminder = sendReminder;
        this.compose = compose;
        this.halts = halts;
        this.rooms = rooms;
        this.queues = queues;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @throws IllegalStateException if a recipient could not be read or written; the others are done */
    void send(Page page) {
        Metrics.Line line = metrics.of("reminder-send")
                .with("room", page.roomId().value())
                .with("kind", page.kind().name());
        try {
            Instant now = clock.instant();
            RoomHead head = rooms.consistently(page.roomId()).orElse(null);
            if (head == null) {
                finish(page, line, sendReminder::tooLate);
            } else if (head.isPostponed(page.kind(), page.notAfter())) {
                // it will be published anew for its new time, and until then everybody waits
                line.count("Postponed", 1);
            } else if (!now.isBefore(page.notAfter()) || rooms.isOver(head, page.kind(), now)) {
                finish(page, line, sendReminder::tooLate);
            } else if (!head.isWorthSending(page.kind())
                    || halts.of(page.roomId()).isPresent()) {
                park(page, line);
            } else {
                deliver(page, Objects.requireNonNull(head.room()), line);
            }
        } finally {
            line.print();
        }
    }

    private void deliver(Page page, Room room, Metrics.Line line) {
        Instant until = clock.instant().plus(config.pagePatience());
        List<Subscription> subscriptions = table.of(page);
        Optional<Map<String, MessageTemplate.Rendered.Values>> messages = compose.forRoom(room, subscriptions, line);
        if (messages.isEmpty()) {
            park(page, line);
            return;
        }
        Run run = new Run(page, messages.get(), until);
        finish(page, subscriptions, line, subscription -> sendReminder.to(subscription, run));
        line.count("Halted", run.hasHalted() ? 1 : 0);
    }

    private void park(Page page, Metrics.Line line) {
        queues.send(config.requiredPagesQueue(), page, delay(config.parking()));
        line.count("Parked", 1);
    }

    private void finish(Page page, Metrics.Line line, Function<Subscription, Outcome> one) {
        finish(page, table.of(page), line, one);
    }

    private void finish(
            Page page, List<Subscription> subscriptions, Metrics.Line line, Function<Subscription, Outcome> one) {
        List<@Nullable Result> results = subscriptions.stream()
                .gather(Gatherers.mapConcurrent(config.senders(), subscription -> result(subscription, one)))
                .toList();
        count(results, line);
        long failed = results.stream().filter(Objects::isNull).count();
        if (failed > 0) {
            // nobody is handed back: the whole page comes again, and those who are done are done
            throw new IllegalStateException(failed + " recipients could not be read or written");
        }
        List<Result> left =
                results.stream().filter(Objects::nonNull).filter(Result::isLeft).toList();
        if (!left.isEmpty()) {
            handBack(page, left);
        }
    }

    /** Null if it failed: what one throws would cut off the others, who may have sent already. */
    private static @Nullable Result result(Subscription subscription, Function<Subscription, Outcome> one) {
        try {
            return new Result(subscription, one.apply(subscription));
        } catch (RuntimeException e) {
            LOG.errorf(e, "a recipient of %s was not done", subscription.room());
            return null;
        }
    }

    private void handBack(Page page, List<Result> left) {
        List<Duration> waits = left.stream()
                .map(result -> Objects.requireNonNull(result.outcome().again()))
                .toList();
        boolean backOff = left.stream().anyMatch(result -> result.outcome().backOff());
        queues.send(
                config.requiredPagesQueue(),
                page.again(left.stream().map(Result::subscription).toList(), backOff),
                delay(Collections.max(waits)));
    }

    /** In whole seconds, none of them too few, and as many as SQS allows. */
    private Duration delay(Duration wanted) {
        Duration seconds = wanted.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        return seconds.compareTo(config.longestDelay()) < 0 ? seconds : config.longestDelay();
    }

    private static void count(List<@Nullable Result> results, Metrics.Line line) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        long left = 0;
        for (@Nullable Result result : results) {
            if (result != null && result.outcome().state() != null) {
                counts.merge(result.outcome().state(), 1L, Long::sum);
            } else if (result != null && result.isLeft()) {
                left++;
            }
        }
        line.count("Sent", counts.getOrDefault(State.SENT, 0L))
                .count("Refused", counts.getOrDefault(State.REFUSED, 0L))
                .count("Failed", counts.getOrDefault(State.FAILED, 0L))
                .count("Unknown", counts.getOrDefault(State.UNKNOWN, 0L))
                .count("Expired", counts.getOrDefault(State.EXPIRED, 0L))
                .count("HandedBack", left);
    }
}
