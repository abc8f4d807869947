package io.kaibo.reminder;

import io.kaibo.wechat.PushedEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Learns from WeChat that a message came of which nobody knew. The event names the person, the template and the message, and
 * not the room: only where a single send can be meant is it that one's.
 */
@Singleton
class SettleUnknown {

    /** WeChat's times have whole seconds: a send that began in the event's own second may begin behind it. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SettleTable table;
    private final Clock clock;

    SettleUnknown(SettleTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Settles what an event tells of, if it does. */
    void by(PushedEvent event) {
        if (event instanceof PushedEvent.Sent sent) {
            sent.results().stream().filter(PushedEvent.Result::delivered).forEach(result -> settle(sent.to(), result));
        }
    }

    private void settle(PushedEvent.Sender to, PushedEvent.Result result) {
        List<SettleTable.Seen> all = table.of(to.openid());
        if (all.stream().anyMatch(seen -> Long.valueOf(result.msgId()).equals(seen.msgId()))) {
            return;
        }
        List<Subscription> meant = all.stream()
                .filter(seen -> seen.msgId() == null)
                .map(SettleTable.Seen::subscription)
                .filter(subscription ->
                        subscription.mayHaveSent(result.templateId(), to.at().plus(SECOND)))
                .toList();
        if (meant.size() == 1 && meant.getFirst().state() != State.SENT) {
            // refused: its sender knows by now, and need not be told
            table.settle(meant.getFirst(), result.msgId(), clock.instant());
        }
    }
}
