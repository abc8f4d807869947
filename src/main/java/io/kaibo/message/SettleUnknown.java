package io.kaibo.message;

import io.kaibo.person.Person;
import io.kaibo.person.PersonKey;
import io.kaibo.push.PushListener;
import io.kaibo.push.PushedEvent;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Writes that a message came whose answer was lost, once WeChat tells so. The event names the person, the template and the message, and
 * not what the message was about: neither the room nor the lottery. So it counts only if it can mean a single send, of all features
 * together.
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

    /** A send, and the table of the feature whose it is. */
    private record Candidate(SettleTable table, SeenSend send) {}

    private final List<SettleTable> tables;
    private final PersonKey personKey;
    private final Clock clock;

    SettleUnknown(@All List<SettleTable> tables, PersonKey personKey, Clock clock) {
        this.tables = tables;
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
        Person person = personKey.derive(to.openid());
        List<Candidate> all = tables.stream()
                .flatMap(table -> table.findByPerson(person).stream().map(send -> new Candidate(table, send)))
                .toList();
        if (all.stream()
                .anyMatch(
                        each -> Long.valueOf(result.msgId()).equals(each.send().msgId()))) {
            return;
        }
        List<Candidate> meant = all.stream()
                .filter(each -> each.send().msgId() == null)
                .filter(each ->
                        each.send().mayHaveSent(result.templateId(), to.at().plus(CLOCKS)))
                .toList();
        if (meant.size() == 1 && canBeSettled(meant.getFirst().send(), to.at())) {
            Candidate only = meant.getFirst();
            // if the write is refused, the sender has written what became of it
            only.table().settle(only.send(), result.msgId(), clock.instant());
        }
    }

    private static boolean canBeSettled(SeenSend send, Instant at) {
        Instant began = Objects.requireNonNull(send.sendingAt());
        return send.state() != SendState.SENT && !began.isBefore(at.minus(LONGEST_WAY));
    }
}
