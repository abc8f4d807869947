package io.kaibo.reminder.subscription;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Delete;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.aws.WriteResult;
import io.kaibo.message.SendState;
import io.kaibo.person.Person;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Subscriptions as viewers make and cancel them. */
@Singleton
public class SubscriptionTable {

    /** A room is planned half a year ahead at the most. A year after the subscription its end is no longer asked for. */
    public static final Duration KEPT = Duration.ofDays(365);

    /** A subscription that exists stays as it is. */
    public static final Condition ABSENT = new Condition("attribute_not_exists(sendState)", "askedBy");

    /** A subscription that is being sent, or was, cannot be cancelled; one that was made since the read is another one. */
    public static final Condition STILL_WAITING =
            new Condition("sendState = :waiting AND askedBy = :writer", "askedBy");

    private final Table reminders;

    SubscriptionTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE, Tables.Read.BATCH_GET);
    }

    /** Puts a subscription if there is none. */
    public WriteResult<Subscription> put(
            RoomId room, Announcement.Kind kind, Person person, String templateId, Instant now) {
        return reminders
                .update(
                        ReminderItems.subscriptionKey(room, kind, person),
                        Update.set("sendState = :waiting, templateId = :templateId, person = :person,"
                                        + " askedAt = :now, expiresAt = :end")
                                .with(":waiting", SendState.WAITING)
                                .with(":templateId", templateId)
                                .with(":person", person.value())
                                .with(":now", now)
                                .withTimeToLive(":end", now.plus(KEPT)),
                        ABSENT)
                .map(ReminderItems::subscription);
    }

    /**
     * Deletes a subscription that still waits.
     *
     * @return {@link WriteResult.Written} if there is none now, {@link WriteResult.Existing} if it can no longer be cancelled
     */
    public WriteResult<Subscription> cancel(RoomId room, Announcement.Kind kind, Person person) {
        return reminders
                .delete(
                        ReminderItems.subscriptionKey(room, kind, person),
                        Delete.onlyIf(STILL_WAITING).with(":waiting", SendState.WAITING))
                .map(ReminderItems::subscription);
    }

    /** A person's subscriptions to a room, read consistently: one a kind at the most. */
    public Stream<Subscription> find(RoomId room, Person person) {
        return reminders
                .findAll(Stream.of(Announcement.Kind.values())
                        .map(kind -> ReminderItems.subscriptionKey(room, kind, person))
                        .toList())
                .map(ReminderItems::subscription);
    }
}
