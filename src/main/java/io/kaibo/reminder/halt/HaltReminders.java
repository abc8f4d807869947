package io.kaibo.reminder.halt;

import io.kaibo.message.Halting;
import io.kaibo.message.StrangeCodeTable;
import io.kaibo.person.Person;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/** Halts a room's reminders until an operator resumes them. Meanwhile pages come back to their queue again and again. */
@Singleton
public class HaltReminders {

    private static final Logger LOG = Logger.getLogger(HaltReminders.class);

    private final HaltTable table;
    private final ReminderStrangeCodeTable strangeCodes;
    private final Rooms rooms;
    private final Clock clock;

    HaltReminders(HaltTable table, ReminderStrangeCodeTable strangeCodes, Rooms rooms, Clock clock) {
        this.table = table;
        this.strangeCodes = strangeCodes;
        this.rooms = rooms;
        this.clock = clock;
    }

    public List<Halt> findAll() {
        return table.findAll();
    }

    /** Halts a room. If it is halted already, the first reason stays. */
    public void haltRoom(RoomId room, String reason) {
        if (table.halt(new Halt(room, reason, clock.instant()))) {
            LOG.warnf("the reminders of %s are halted: %s", room, reason);
        }
    }

    /** Halts a room for an operator; the answer has the first reason. @throws Problem 404 if there is no such room */
    public Halt haltByOperator(RoomId room, String reason) {
        rooms.known(room);
        Halt halt = new Halt(room, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        table.halt(halt);
        // another operator may have halted the room before, or resumed it since
        return table.find(room).orElse(halt);
    }

    /** The halting of one room, for its sends. */
    public Halting haltingOf(RoomId room) {
        return new Halting() {
            @Override
            public void halt(String reason) {
                haltRoom(room, reason);
            }

            @Override
            public boolean noteStrangeCode(int errcode, Person person) {
                return strangeCodes.recordPerson(room, errcode, person, clock.instant()) >= StrangeCodeTable.PERSONS;
            }
        };
    }

    /** Resumes a room's reminders, halted or not; persons who met an errcode before count no more. */
    public void resume(RoomId room) {
        strangeCodes.resume(room, clock.instant());
        table.resume(room);
    }
}
