package io.kaibo.reminder;

import io.kaibo.person.People;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the recipients of a page, and what WeChat calls them. */
@Singleton
class FindRecipients {

    private final SendTable table;
    private final People people;

    FindRecipients(SendTable table, People people) {
        this.table = table;
        this.people = people;
    }

    /** The subscriptions of a page, those that came later between its ends as well. */
    List<Subscription> find(ReminderPage page) {
        return table.of(page);
    }

    /** The openids of the recipients that wait: {@link People#openids}. */
    Map<Person, Optional<String>> openids(List<Subscription> subscriptions) {
        return people.openids(subscriptions.stream()
                .filter(subscription -> subscription.state() == SendState.WAITING)
                .map(Subscription::person)
                .toList());
    }
}
