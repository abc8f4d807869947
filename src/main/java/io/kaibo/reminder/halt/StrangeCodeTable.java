package io.kaibo.reminder.halt;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.person.Person;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * The persons who met an errcode that no rule names, an item for each room and errcode. The reason may be one person's alone; if
 * several meet it at once, it concerns the room.
 */
@Singleton
public class StrangeCodeTable {

    /** Persons who met the errcode longer ago do not count. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofDays(1);

    /** Begins the name of an attribute that stands for a person and holds the moment. */
    private static final String PERSON = "person#";

    /** A resume that arrives again changes nothing if a later one was made; an item that expired is not made anew. */
    public static final Condition NOT_RESUMED_LATER = new Condition(
            "attribute_exists(expiresAt) AND (attribute_not_exists(resumedAt) OR resumedAt < :now)", "resumedBy");

    private final Table reminders;

    StrangeCodeTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE);
    }

    /**
     * Writes when a person last met the errcode. The write needs no condition: repeated it changes nothing, and of several at the same
     * time each counts those before it.
     *
     * @return how many different persons met it within {@link #WINDOW}, and since the room was last resumed
     */
    public long recordPerson(RoomId room, int errcode, Person person, Instant now) {
        Item item = reminders.update(
                Item.key(ReminderItems.strangeCodes(room), Integer.toString(errcode)),
                Update.set("#person = :now, expiresAt = :end")
                        .named("#person", PERSON + person)
                        .with(":now", now)
                        .withTimeToLive(":end", now.plus(KEPT)));
        Instant since = now.minus(WINDOW);
        Instant resumed = item.instantOrNull("resumedAt");
        Instant from = resumed != null && resumed.isAfter(since) ? resumed : since;
        return item.attributes().keySet().stream()
                .filter(name -> name.startsWith(PERSON))
                .filter(name -> item.instant(name).isAfter(from))
                .count();
    }

    /** Writes that an operator resumed the room: persons who met an errcode before no longer count. */
    public void resume(RoomId room, Instant now) {
        reminders
                .query(Query.by("pk = :room")
                        .consistently()
                        .returning("pk, sk")
                        .with(":room", ReminderItems.strangeCodes(room)))
                .forEach(item -> reminders.update(
                        item.attributes(), Update.set("resumedAt = :now").with(":now", now), NOT_RESUMED_LATER));
    }
}
