package io.kaibo.reminder.send;

import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.message.SendTable;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.subscription.Subscription;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Subscriptions as they are sent to. */
@Singleton
public class ReminderSendTable extends SendTable<Subscription> {

    private final Table reminders;

    @Inject
    ReminderSendTable(Tables tables) {
        this(tables.open(ReminderItems.TABLE));
    }

    private ReminderSendTable(Table reminders) {
        super(reminders);
        this.reminders = reminders;
    }

    /** The subscriptions of a page, read consistently, also those that came later between its ends. */
    List<Subscription> find(ReminderPage page) {
        return reminders
                .query(Query.by("pk = :shard AND sk BETWEEN :first AND :last")
                        .consistently()
                        .with(":shard", ReminderItems.shard(page.roomId(), page.kind(), page.shard()))
                        .with(":first", page.first().value())
                        .with(":last", page.last().value()))
                .map(ReminderItems::subscription)
                .toList();
    }

    @Override
    protected Map<String, AttributeValue> key(Subscription subscription) {
        return ReminderItems.subscriptionKey(subscription.room(), subscription.kind(), subscription.person());
    }

    @Override
    protected Subscription recipient(Item item) {
        return ReminderItems.subscription(item);
    }
}
