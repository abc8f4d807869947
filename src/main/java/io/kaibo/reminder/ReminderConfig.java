package io.kaibo.reminder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;

/** Reminders: how they are cut into pages, and until when. */
@ConfigMapping(prefix = "kaibo.reminder")
public interface ReminderConfig {

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
     * True while a dispatch or a page that fails is put off: until a quarter of an hour past its {@code notAfter}, so that recipients
     * who still wait are written as expired. Later failures are left to the queue and end among the dead letters.
     */
    default boolean retriesFailed(Instant notAfter, Instant now) {
        return now.isBefore(notAfter.plus(Duration.ofMinutes(15)));
    }
}
