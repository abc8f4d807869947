package io.kaibo.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One page being sent: what all its recipients share. */
final class Run {

    private final Page page;
    private final Map<String, MessageTemplate.Rendered.Values> messages;
    private final Instant until;
    private final AtomicReference<@Nullable Duration> stopped = new AtomicReference<>();

    /**
     * @param messages by the ids of their templates
     * @param until when no further send begins
     */
    Run(Page page, Map<String, MessageTemplate.Rendered.Values> messages, Instant until) {
        this.page = page;
        this.messages = messages;
        this.until = until;
    }

    Page page() {
        return page;
    }

    MessageTemplate.Rendered.Values message(Subscription subscription) {
        MessageTemplate.Rendered.Values message = messages.get(subscription.templateId());
        if (message == null) {
            throw new IllegalStateException("no message was made of the template");
        }
        return message;
    }

    /** Nobody else is to be sent to, since WeChat would refuse it as well. */
    void stop(Duration again) {
        stopped.set(again);
    }

    /** After how long those are to be looked at who are not sent to now; null if they are. */
    @Nullable
    Duration leaves(Instant now) {
        Duration again = stopped.get();
        return again == null && !now.isBefore(until) ? Duration.ZERO : again;
    }
}
