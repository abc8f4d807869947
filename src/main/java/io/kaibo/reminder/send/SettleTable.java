package io.kaibo.reminder.send;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.message.SendState;
import io.kaibo.person.Person;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.subscription.Subscription;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Subscriptions by their person: WeChat tells what became of a message, and not which room it was about. */
@Singleton
class SettleTable {

    /** The send has not ended since it was read. */
    static final Condition AS_SEEN = new Condition("sendState = :seenState AND sendingAt = :seenAt", "settledBy");

    /** @param msgId the number that WeChat gave the send; null if it is not known */
    record Seen(Subscription subscription, @Nullable Long msgId) {}

    private final Table reminders;

    SettleTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE, Tables.Read.BATCH_GET);
    }

    /** All subscriptions of a person, whatever became of them, read consistently; the very newest may be missing. */
    List<Seen> findByPerson(Person person) {
        List<Map<String, AttributeValue>> keys = reminders
                .query(Query.by("person = :person").ofIndex("person").with(":person", person.value()))
                .map(item -> Item.key(item.text("pk"), item.text("sk")))
                .toList();
        return reminders
                .findAll(keys)
                .map(item ->
                        new Seen(ReminderItems.subscription(item), item.has("msgId") ? item.number("msgId") : null))
                .toList();
    }

    /** Writes that the message of a subscription came; false if the subscription was written since it was read. */
    boolean settle(Subscription seen, long msgId, Instant now) {
        return reminders
                .update(
                        ReminderItems.subscriptionKey(seen.room(), seen.kind(), seen.person()),
                        Update.set("sendState = :sent, msgId = :msgId, endedAt = :now")
                                .with(":sent", SendState.SENT)
                                .with(":msgId", msgId)
                                .with(":now", now)
                                .with(":seenState", seen.state())
                                .with(":seenAt", Objects.requireNonNull(seen.sendingAt())),
                        AS_SEEN)
                .isDone();
    }
}
