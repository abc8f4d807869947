package io.kaibo.reminder.send;

import io.kaibo.aws.Metrics;
import io.kaibo.message.SendState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the recipients of one page. */
final class PageResults {

    private final List<RecipientResult> results;

    PageResults(List<RecipientResult> results) {
        this.results = results;
    }

    /** The recipients who are left: those who wait for a delay apart from those who do not. Neither list is empty. */
    List<List<RecipientResult>> splitLeft() {
        Map<Boolean, List<RecipientResult>> byWaiting = results.stream()
                .filter(RecipientResult::isLeft)
                .collect(Collectors.partitioningBy(RecipientResult::waits));
        return byWaiting.values().stream().filter(some -> !some.isEmpty()).toList();
    }

    long countFailed() {
        return results.stream().filter(RecipientResult::failed).count();
    }

    /** The longest delay of recipients who are left. */
    static Duration longestDelay(List<RecipientResult> some) {
        return some.stream()
                .map(RecipientResult::again)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    void count(Metrics.Line line) {
        Map<SendState, Long> counts = new EnumMap<>(SendState.class);
        results.forEach(result -> {
            if (result.outcome().state() != null) {
                counts.merge(result.outcome().state(), 1L, Long::sum);
            }
        });
        line.count(ReminderMetric.SENT, counts.getOrDefault(SendState.SENT, 0L))
                .count(ReminderMetric.REFUSED, counts.getOrDefault(SendState.REFUSED, 0L))
                .count(ReminderMetric.FAILED, counts.getOrDefault(SendState.FAILED, 0L))
                .count(ReminderMetric.UNKNOWN, counts.getOrDefault(SendState.UNKNOWN, 0L))
                .count(ReminderMetric.EXPIRED, counts.getOrDefault(SendState.EXPIRED, 0L))
                .count(
                        ReminderMetric.HANDED_BACK,
                        results.stream().filter(RecipientResult::isLeft).count())
                .count(
                        ReminderMetric.CALL_FAILED,
                        results.stream().filter(RecipientResult::failed).count());
    }
}
