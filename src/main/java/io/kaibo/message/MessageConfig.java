package io.kaibo.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Subscription messages: how fast they are sent, and the delays when WeChat does not take them. */
@ConfigMapping(prefix = "kaibo.message")
public interface MessageConfig {

    /** How many recipients of a batch are sent to at a time. Times the MaximumConcurrency of all queues whose functions send, it is the rate of all. */
    @WithDefault("25")
    int senders();

    /**
     * How long an instance holds a recipient to send: longer than the time-out of the function and that of its last call, or
     * than that of its last call if the instance has all recipients for itself by another lease. Once the lease has lapsed, the send counts
     * as UNKNOWN.
     */
    @WithDefault("PT110S")
    Duration lease();

    /** How long the first back-off lasts; each further one of a batch lasts twice as long. */
    @WithDefault("PT5S")
    Duration backOff();

    /** The longest back-off: WeChat may be back, and a batch that waits for longer could wait past its time. */
    @WithDefault("PT1M")
    Duration longestBackOff();

    /** After a send without an answer an instance puts other batches back for this long, unless another send is answered first. */
    @WithDefault("PT5S")
    Duration silence();

    /** How long a batch waits for a halt to end before it looks again. */
    @WithDefault("PT30S")
    Duration parking();

    /** The longest that a message of a queue may be delayed: fifteen minutes is SQS's limit. */
    @WithDefault("PT15M")
    Duration longestDelay();

    /** How long an instance uses the templates that it has read, so that a change of them is not yet known to all. */
    @WithDefault("PT3S")
    Duration templatesKept();

    /** Which edition of the mini-program a message opens: {@code formal}, {@code trial} or {@code developer}. */
    @WithDefault("formal")
    String miniProgramState();

    /** The delay of a batch that was put off {@code round} times before: twice as long each time. */
    default Duration backOff(int round) {
        Duration again = backOff().multipliedBy(1L << Math.min(round, 16));
        return again.compareTo(longestBackOff()) < 0 ? again : longestBackOff();
    }

    /** A wait as the delay of a queue's message: whole seconds, rounded up, at most {@link #longestDelay}. */
    default Duration limitDelay(Duration wait) {
        Duration seconds = wait.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        return seconds.compareTo(longestDelay()) < 0 ? seconds : longestDelay();
    }
}
