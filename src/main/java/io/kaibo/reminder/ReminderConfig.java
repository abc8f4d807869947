package io.kaibo.reminder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reminders: who is told that a room goes on air, and how fast. */
@ConfigMapping(prefix = "kaibo.reminder")
public interface ReminderConfig {

    /** How many recipients of a page are sent to at a time. Times the queue's MaximumConcurrency it is the rate of all. */
    @WithDefault("25")
    int senders();

    /** How many shards are cut into pages at a time. */
    @WithDefault("4")
    int cutters();

    /** After this long a page begins no further send and hands back the rest; its last calls still fit its function's time-out. */
    @WithDefault("PT10S")
    Duration pagePatience();

    /** After this long a dispatch hands itself back; its last calls still fit its function's time-out. */
    @WithDefault("PT10S")
    Duration dispatchPatience();

    /**
     * How long a recipient is in the hands of the instance that sends: longer than the time-out of the function and that of its last call.
     * Past it the send counts as UNKNOWN.
     */
    @WithDefault("PT110S")
    Duration lease();

    /** How long the first back-off lasts; each further one of a page lasts twice as long. */
    @WithDefault("PT5S")
    Duration backOff();

    /** The longest back-off: WeChat may be back, and a page that waits for longer could wait past its time. */
    @WithDefault("PT1M")
    Duration longestBackOff();

    /** After a send without an answer an instance puts other pages back for this long, unless another send is answered first. */
    @WithDefault("PT5S")
    Duration silence();

    /** How long a page waits for a room's reminders to be resumed before it looks again. */
    @WithDefault("PT30S")
    Duration parking();

    /** The longest that a message may be delayed: fifteen minutes is SQS's limit. */
    @WithDefault("PT15M")
    Duration longestDelay();

    /** How long {@code reminder-api} goes by the templates that it has read, and a change of them is known to some instances alone. */
    @WithDefault("PT3S")
    Duration templatesKept();

    /** Which edition of the mini-program a message opens: {@code formal}, {@code trial} or {@code developer}. */
    @WithDefault("formal")
    String miniProgramState();

    /**
     * True while a dispatch or a page that fails is put off: until a quarter of an hour past its {@code notAfter}, so that recipients
     * who still wait are written as expired. Later failures are left to the queue and end among the dead letters.
     */
    default boolean retriesFailed(Instant notAfter, Instant now) {
        return now.isBefore(notAfter.plus(Duration.ofMinutes(15)));
    }

    /** The delay of a message that was put off {@code round} times before: twice as long each time. */
    default Duration backOff(int round) {
        Duration again = backOff().multipliedBy(1L << Math.min(round, 16));
        return again.compareTo(longestBackOff()) < 0 ? again : longestBackOff();
    }

    /** A wait as a message's delay has it: in whole seconds, none of them too few, and as many as SQS allows. */
    default Duration atMost(Duration wait) {
        Duration seconds = wait.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        return seconds.compareTo(longestDelay()) < 0 ? seconds : longestDelay();
    }
}
