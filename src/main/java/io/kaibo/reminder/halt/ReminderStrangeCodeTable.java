package io.kaibo.reminder.halt;

import io.kaibo.aws.Tables;
import io.kaibo.message.StrangeCodeTable;
import io.kaibo.person.Person;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The persons of a room's reminders who met an errcode that no rule names. */
@Singleton
public class ReminderStrangeCodeTable extends StrangeCodeTable {

    ReminderStrangeCodeTable(Tables tables) {
        super(tables.open(ReminderItems.TABLE));
    }

    public long recordPerson(RoomId room, int errcode, Person person, Instant now) {
        return recordPerson(ReminderItems.strangeCodes(room), errcode, person, now);
    }

    public void resume(RoomId room, Instant now) {
        resume(ReminderItems.strangeCodes(room), now);
    }
}
