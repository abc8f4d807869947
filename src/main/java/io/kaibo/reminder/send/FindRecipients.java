package io.kaibo.reminder.send;

import io.kaibo.message.MessageBatch;
import io.kaibo.message.SendState;
import io.kaibo.person.People;
import io.kaibo.person.Person;
import io.kaibo.reminder.halt.HaltReminders;
import io.kaibo.reminder.subscription.Subscription;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the recipients of a page, and what WeChat calls them. */
@Singleton
class FindRecipients {

    private final ReminderSendTable table;
    private final People people;
    private final HaltReminders halt;

    FindRecipients(ReminderSendTable table, People people, HaltReminders halt) {
        this.table = table;
        this.people = people;
        this.halt = halt;
    }

    /** The page as {@link io.kaibo.message} sends it. */
    MessageBatch<Subscription> batch(ReminderPage page) {
        return new MessageBatch<>(table, halt.haltingOf(page.roomId()), page.round());
    }

    /** The subscriptions of a page, also those that came later between its ends. */
    List<Subscription> find(ReminderPage page) {
        return table.find(page);
    }

    /** The openids of the recipients that wait: {@link People#findOpenids}. */
    Map<Person, Optional<String>> findOpenids(List<Subscription> subscriptions) {
        return people.findOpenids(subscriptions.stream()
                .filter(subscription -> subscription.state() == SendState.WAITING)
                .map(Subscription::person)
                .toList());
    }
}
