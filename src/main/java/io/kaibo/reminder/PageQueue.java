package io.kaibo.reminder;

import io.kaibo.aws.Queues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * The queue {@code reminder-pages}, as its consumer puts pages back. What cannot be done now comes back as a new message:
 * {@link Queues#sendAgain} says why.
 */
@Singleton
class PageQueue {

    private final Queues queues;
    private final ReminderConfig config;
    private final Clock clock;

    PageQueue(Queues queues, ReminderConfig config, Clock clock) {
        this.queues = queues;
        this.config = config;
        this.clock = clock;
    }

    void putBack(ReminderPage page, Duration delay) {
        queues.send(ReminderPage.QUEUE, page, config.atMost(withinItsTime(page, delay)));
    }

    /** Puts a page back that failed. @throws RuntimeException the failure, if the page cannot be put back */
    void putBack(ReminderPage page, Duration delay, RuntimeException failure) {
        queues.sendAgain(ReminderPage.QUEUE, page, config.atMost(withinItsTime(page, delay)), failure);
    }

    /** A page whose time is not over is looked at again before it is, where the delay leaves a choice. */
    private Duration withinItsTime(ReminderPage page, Duration delay) {
        Duration half = Duration.between(clock.instant(), page.notAfter()).dividedBy(2);
        Duration least = half.compareTo(config.backOff()) > 0 ? half : config.backOff();
        return delay.compareTo(least) < 0 ? delay : least;
    }

    /** Whether a page that fails now is put back. Once its time is over, its failure is left to the queue. */
    boolean acceptsFailed(ReminderPage page) {
        return config.retriesFailed(page.notAfter(), clock.instant());
    }
}
