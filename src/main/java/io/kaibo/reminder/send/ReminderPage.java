package io.kaibo.reminder.send;

import io.kaibo.person.Person;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A hundred subscribers of a shard, by the first and the last of them: a message on the queue {@code reminder-pages}.
 *
 * @param notAfter from this moment on there is no more use in telling it
 * @param first the first person, inclusive
 * @param last the last person, inclusive
 * @param round how often the page was put off, because WeChat asked for it or because of a failure
 */
@RegisterForReflection
public record ReminderPage(
        RoomId roomId, Announcement.Kind kind, Instant notAfter, int shard, Person first, Person last, int round) {

    /** The queue, without the stage. */
    public static final String QUEUE = "reminder-pages";

    static final int SIZE = 100;

    public ReminderPage {
        // a message that is no page fails here and ends among the dead letters
        Objects.requireNonNull(roomId, "roomId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(notAfter, "notAfter");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
    }

    static ReminderPage of(Announcement announcement, int shard, List<Person> persons) {
        return new ReminderPage(
                announcement.roomId(),
                announcement.kind(),
                announcement.notAfter(),
                shard,
                persons.getFirst(),
                persons.getLast(),
                0);
    }

    /** The page from the first to the last of the recipients that are left, in the same round. */
    ReminderPage narrowedTo(List<Subscription> left) {
        return new ReminderPage(
                roomId,
                kind,
                notAfter,
                shard,
                left.getFirst().person(),
                left.getLast().person(),
                round);
    }

    /** The same page, put off once more. */
    ReminderPage nextRound() {
        return new ReminderPage(roomId, kind, notAfter, shard, first, last, round + 1);
    }

    /** Names no person. */
    @Override
    public String toString() {
        return "ReminderPage[" + roomId + ", " + kind + ", " + shard + "]";
    }
}
