package io.kaibo.reminder;

import io.kaibo.aws.Item;
import io.kaibo.aws.Words;
import io.kaibo.message.SendState;
import io.kaibo.person.Person;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the table of reminders:
 *
 * <pre>
 * pk                             sk                            is
 * wx-10#on-air#7                 the person                    a subscription, in shard 7 of 16
 * wx-10#on-air                   DISPATCH#1767225600000#7      how far shard 7 is cut into pages, for the announcement of this moment
 * TEMPLATES                      the template's id             a template
 * HALTS                          wx-10                         the halt of a room
 * wx-10#STRANGE                  45999                         the persons who met an errcode that no rule names
 * </pre>
 *
 * and those of {@code LedgerTable}.
 */
public final class ReminderItems {

    /** The table, without the stage. */
    public static final String TABLE = "reminders";

    private ReminderItems() {}

    public static String shard(RoomId room, Announcement.Kind kind, int shard) {
        return announced(room, kind) + "#" + shard;
    }

    public static String announced(RoomId room, Announcement.Kind kind) {
        return room.value() + "#" + Words.of(kind);
    }

    public static String strangeCodes(RoomId room) {
        return room.value() + "#STRANGE";
    }

    public static Map<String, AttributeValue> subscriptionKey(RoomId room, Announcement.Kind kind, Person person) {
        return Item.key(shard(room, kind, Subscription.shardOf(person)), person.value());
    }

    public static Subscription subscription(Item item) {
        String[] shard = item.text("pk").split("#", -1);
        return new Subscription(
                new RoomId(shard[0]),
                Words.find(Announcement.Kind.class, shard[1]).orElseThrow(),
                new Person(item.text("sk")),
                item.text("templateId"),
                item.word("sendState", SendState.class),
                item.instant("askedAt"),
                item.instantOrNull("leaseEnds"));
    }
}
