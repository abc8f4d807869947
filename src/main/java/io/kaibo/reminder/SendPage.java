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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/**
 * Sends one page of reminders. Whoever cannot be sent to now comes back in a new message: a failure would eat one of the few times
 * that the queue gives the page before it is a dead letter.
 */
@Singleton
class SendPage {

    private static final Logger LOG = Logger.getLogger(SendPage.class);

    /** A page that has failed so often is a dead letter in the end. */
    private static final int MOST_ROUNDS = 12;

    /** @param failed whether it ended in an error */
    private record Result(Subscription subscription, Outcome outcome, boolean failed) {

        boolean isLeft() {
            return outcome.again() != null;
        }

        boolean waits() {
            return isLeft() && !again().isZero();
        }

        Duration again() {
            return Objects.requireNonNull(outcome.again());
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

    /** @throws IllegalStateException if a recipient cannot be read or written, again and again; the others are done */
    void send(Page page) {
        Metrics.Line line = metrics.of("reminder-send")
                .with("room", page.roomId().value())
                .with("kind", page.kind().name());
        try {
            Instant now = clock.instant();
            Instant until = now.plus(config.pagePatience());
            RoomHead head = rooms.consistently(page.roomId()).orElse(null);
            if (head == null) {
                finish(page, line, sendReminder::tooLate);
            } else if (head.isPostponed(page.kind(), page.notAfter())) {
                // it will be published anew for its new time, and until then everybody waits
                line.count("Postponed", 1);
            } else if (!now.isBefore(page.notAfter()) || rooms.isOver(head, page.kind(), now)) {
                finish(page, line, sendReminder::tooLate);
            } else if (!head.isWorthSending(page.kind())) {
                park(page, line);
            } else if (halts.of(page.roomId()).isPresent()) {
                halted(page, line);
            } else {
                deliver(page, Objects.requireNonNull(head.room()), until, line);
            }
        } finally {
            line.print();
        }
    }

    private void deliver(Page page, Room room, Instant until, Metrics.Line line) {
        List<Subscription> subscriptions = table.of(page);
        Optional<Map<String, MessageTemplate.Rendered.Values>> messages = compose.forRoom(room, subscriptions);
        if (messages.isEmpty()) {
            halted(page, line);
            return;
        }
        Run run = new Run(page, messages.get(), until);
        finish(page, subscriptions, line, subscription -> sendReminder.to(subscription, run));
    }

    /** Every page that meets the halt says so: an alarm that was raised once could be lost with whoever raised it. */
    private void halted(Page page, Metrics.Line line) {
        line.count("Halted", 1);
        park(page, line);
    }

    private void park(Page page, Metrics.Line line) {
        queues.send(config.requiredPagesQueue(), page, config.atMost(config.parking()));
        line.count("Parked", 1);
    }

    private void finish(Page page, Metrics.Line line, Function<Subscription, Outcome> one) {
        finish(page, table.of(page), line, one);
    }

    private void finish(
            Page page, List<Subscription> subscriptions, Metrics.Line line, Function<Subscription, Outcome> one) {
        List<Result> results = subscriptions.stream()
                .gather(Gatherers.mapConcurrent(config.senders(), subscription -> result(page, subscription, one)))
                .toList();
        count(results, line);
        handBack(page, results.stream().filter(Result::isLeft).toList());
        long failed = results.stream().filter(Result::failed).count();
        line.count("Failures", failed);
        if (failed > 0 && page.round() >= MOST_ROUNDS) {
            throw new IllegalStateException(failed + " recipients cannot be read or written");
        }
    }

    /** What one throws would cut off the others, who may have sent already: he is looked at again. */
    private Result result(Page page, Subscription subscription, Function<Subscription, Outcome> one) {
        try {
            return new Result(subscription, one.apply(subscription), false);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a recipient of %s was not done", subscription.room());
            return new Result(
                    subscription,
                    page.round() < MOST_ROUNDS ? Outcome.backOff(config.backOff(page.round())) : Outcome.NOTHING,
                    true);
        }
    }

    /** Whoever is left can be looked at as soon as his own wait is over: those for whom it is over now do not wait for the rest. */
    private void handBack(Page page, List<Result> left) {
        left.stream().collect(Collectors.partitioningBy(Result::waits)).values().stream()
                .filter(some -> !some.isEmpty())
                .forEach(some -> queues.send(
                        config.requiredPagesQueue(),
                        page.again(
                                some.stream().map(Result::subscription).toList(),
                                some.stream()
                                        .anyMatch(result -> result.outcome().backOff())),
                        config.atMost(some.stream()
                                .map(Result::again)
                                .max(Duration::compareTo)
                                .orElseThrow())));
    }

    private static void count(List<Result> results, Metrics.Line line) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        results.forEach(result -> {
            if (result.outcome().state() != null) {
                counts.merge(result.outcome().state(), 1L, Long::sum);
            }
        });
        line.count("Sent", counts.getOrDefault(State.SENT, 0L))
                .count("Refused", counts.getOrDefault(State.REFUSED, 0L))
                .count("Failed", counts.getOrDefault(State.FAILED, 0L))
                .count("Unknown", counts.getOrDefault(State.UNKNOWN, 0L))
                .count("Expired", counts.getOrDefault(State.EXPIRED, 0L))
                .count("HandedBack", results.stream().filter(Result::isLeft).count());
    }
}
