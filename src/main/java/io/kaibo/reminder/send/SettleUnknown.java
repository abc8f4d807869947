package io.kaibo.reminder.send;

import io.kaibo.message.SendState;
import io.kaibo.person.PersonKey;
import io.kaibo.push.PushListener;
import io.kaibo.push.PushedEvent;
import io.kaibo.reminder.subscription.Subscription;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Writes that a message came whose answer was lost, once WeChat tells so. The event names the person, the template and the message, and
 * not the room. So it counts only if it can mean a single send.
 */
@Singleton
class SettleUnknown implements PushListener {

    /** WeChat's times have whole seconds and come from another clock: a send that seems to have begun later may still be meant. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    /**
     * WeChat tells of a message right after it. A send that began longer before the event is not settled: the index of persons is a moment
     * late, so that the send that is meant may not be among those that were read.
     */
    private static final Duration LONGEST_WAY = Duration.ofMinutes(10);

    private final SettleTable table;
    private final PersonKey personKey;
    private final Clock clock;

    SettleUnknown(SettleTable table, PersonKey personKey, Clock clock) {
        this.table = table;
        this.personKey = personKey;
        this.clock = clock;
    }

    @Override
    public void handle(PushedEvent event) {
        if (event instanceof PushedEvent.Sent sent) {
            sent.results().stream()
                    .filter(PushedEvent.MessageDelivery::delivered)
                    .forEach(result -> settle(sent.to(), result));
        }
    }

    private void settle(PushedEvent.Sender to, PushedEvent.MessageDelivery result) {
        List<SettleTable.Seen> all = table.findByPerson(personKey.derive(to.openid()));
        if (all.stream().anyMatch(seen -> Long.valueOf(result.msgId()).equals(seen.msgId()))) {
            return;
        }
        List<Subscription> meant = all.stream()
                .filter(seen -> seen.msgId() == null)
                .map(SettleTable.Seen::subscription)
                .filter(subscription ->
                        subscription.mayHaveSent(result.templateId(), to.at().plus(CLOCKS)))
                .toList();
        if (meant.size() == 1 && canBeSettled(meant.getFirst(), to.at())) {
            // if the write is refused, the sender has written what became of it
            table.settle(meant.getFirst(), result.msgId(), clock.instant());
        }
    }

    private static boolean canBeSettled(Subscription subscription, Instant at) {
        Instant began = Objects.requireNonNull(subscription.sendingAt());
        return subscription.state() != SendState.SENT && !began.isBefore(at.minus(LONGEST_WAY));
    }
}
