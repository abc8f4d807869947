package io.kaibo.reminder;

import io.kaibo.aws.Condition;
import io.kaibo.aws.ConditionalWrite;
import io.kaibo.aws.Delete;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.person.Person;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Subscriptions as people make and cancel them. {@link SendTable} has what becomes of them. */
@Singleton
class SubscriptionTable {

    /** A room is planned half a year ahead at the most; a year after the wish nobody asks what became of it. */
    static final Duration KEPT = Duration.ofDays(365);

    /** A wish that stands already stays as it is. */
    static final Condition ABSENT = new Condition("attribute_not_exists(sendState)", "askedBy");

    /** What is being sent, or was, cannot be taken back; a wish that was made anew since is another one. */
    static final Condition STILL_WAITING = new Condition("sendState = :waiting AND askedBy = :writer", "askedBy");

    private final Table reminders;

    SubscriptionTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE, Tables.Read.BATCH_GET);
    }

    /** Puts a subscription that is not there yet; the one that is there instead, or empty if this one is new. */
    Optional<Subscription> put(RoomId room, Announcement.Kind kind, Person person, String templateId, Instant now) {
        ConditionalWrite write = reminders.update(
                ReminderItems.subscriptionKey(room, kind, person),
                Update.set("sendState = :waiting, templateId = :templateId, person = :person,"
                                + " askedAt = :now, expiresAt = :end")
                        .with(":waiting", SendState.WAITING)
                        .with(":templateId", templateId)
                        .with(":person", person.value())
                        .with(":now", now)
                        .withTimeToLive(":end", now.plus(KEPT)),
                ABSENT);
        return write instanceof ConditionalWrite.Refused refused
                ? Optional.of(ReminderItems.subscription(refused.found()))
                : Optional.empty();
    }

    /** Takes a subscription away that waits still; the one that can no longer be taken away, or empty if there is none now. */
    Optional<Subscription> cancel(RoomId room, Announcement.Kind kind, Person person) {
        ConditionalWrite delete = reminders.delete(
                ReminderItems.subscriptionKey(room, kind, person),
                Delete.onlyIf(STILL_WAITING).with(":waiting", SendState.WAITING));
        return delete instanceof ConditionalWrite.Refused refused
                ? Optional.of(ReminderItems.subscription(refused.found()))
                : Optional.empty();
    }

    /** A person's subscriptions to a room, read consistently: one a kind at the most. */
    Stream<Subscription> of(RoomId room, Person person) {
        return reminders
                .findAll(Stream.of(Announcement.Kind.values())
                        .map(kind -> ReminderItems.subscriptionKey(room, kind, person))
                        .toList())
                .map(ReminderItems::subscription);
    }
}
