package io.kaibo.reminder.send;

import io.kaibo.aws.Queues;
import io.kaibo.message.MessageConfig;
import io.kaibo.reminder.ReminderConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Puts pages back on the queue {@code reminder-pages}, each as a new message: {@link Queues#sendAgain} says why.
 */
@Singleton
class PageQueue {

    private final Queues queues;
    private final MessageConfig delays;
    private final ReminderConfig config;
    private final Clock clock;

    PageQueue(Queues queues, MessageConfig delays, ReminderConfig config, Clock clock) {
        this.queues = queues;
        this.delays = delays;
        this.config = config;
        this.clock = clock;
    }

    void putBack(ReminderPage page, Duration delay) {
        queues.send(ReminderPage.QUEUE, page, delays.limitDelay(shortenToItsTime(page, delay)));
    }

    /** Puts a page back that waits for a halt to end, or for announcing to be switched on. */
    void park(ReminderPage page) {
        putBack(page, delays.parking());
    }

    /** Puts a page back in its next round. */
    void putOff(ReminderPage page) {
        putBack(page.nextRound(), delays.backOff(page.round()));
    }

    /** Puts a page back that failed. @throws RuntimeException the failure, if the page cannot be put back */
    void putOff(ReminderPage page, RuntimeException failure) {
        queues.sendAgain(
                ReminderPage.QUEUE,
                page.nextRound(),
                delays.limitDelay(shortenToItsTime(page, delays.backOff(page.round()))),
                failure);
    }

    /** The delay, or less, so that the page comes back before its time is over. */
    private Duration shortenToItsTime(ReminderPage page, Duration delay) {
        Duration half = Duration.between(clock.instant(), page.notAfter()).dividedBy(2);
        Duration least = half.compareTo(delays.backOff()) > 0 ? half : delays.backOff();
        return delay.compareTo(least) < 0 ? delay : least;
    }

    /** True while a page that fails is put back. After that its failure is left to the queue. */
    boolean acceptsFailed(ReminderPage page) {
        return config.retriesFailed(page.notAfter(), clock.instant());
    }
}
