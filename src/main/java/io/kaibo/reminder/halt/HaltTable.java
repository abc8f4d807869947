package io.kaibo.reminder.halt;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Delete;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.subscription.SubscriptionTable;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rooms whose reminders are halted: a handful, all under one key. */
@Singleton
public class HaltTable {

    private static final String HALTS = "HALTS";

    /** The first reason stays, and one halt raises one alarm. */
    public static final Condition NOT_HALTED = new Condition("attribute_not_exists(reason)", "haltedBy");

    /** A room that was halted anew stays halted. */
    static final Condition SAME_HALT = new Condition("haltedBy = :writer", "haltedBy");

    private final Table reminders;

    HaltTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE);
    }

    public List<Halt> findAll() {
        return reminders
                .query(Query.by("pk = :halts").consistently().with(":halts", HALTS))
                .map(HaltTable::halt)
                .toList();
    }

    public Optional<Halt> find(RoomId room) {
        return reminders.find(key(room)).map(HaltTable::halt);
    }

    /** Halts a room's reminders; false if they were halted already. */
    public boolean halt(Halt halt) {
        return reminders
                .update(
                        key(halt.roomId()),
                        Update.set("reason = :reason, haltedAt = :at, expiresAt = :end")
                                .with(":reason", halt.reason())
                                .with(":at", halt.haltedAt())
                                .withTimeToLive(":end", halt.haltedAt().plus(SubscriptionTable.KEPT)),
                        NOT_HALTED)
                .isDone();
    }

    /** Deletes the halt that is there now. */
    void resume(RoomId room) {
        reminders.delete(key(room), Delete.onlyIf(SAME_HALT));
    }

    private static Map<String, AttributeValue> key(RoomId room) {
        return Item.key(HALTS, room.value());
    }

    private static Halt halt(Item item) {
        return new Halt(new RoomId(item.text("sk")), item.text("reason"), item.instant("haltedAt"));
    }
}
