package io.kaibo.reminder.numbers;

import io.kaibo.message.SendState;
import io.kaibo.reminder.halt.Halt;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a room's reminders stand, counted one by one: the others add up to {@code asked}.
 *
 * @param asked subscriptions that were made and not cancelled
 * @param sending an instance is sending them now
 */
@RegisterForReflection
record ReminderNumbers(
        Announcement.Kind kind,
        long asked,
        long waiting,
        long sending,
        long sent,
        long refused,
        long failed,
        long unknown,
        long expired) {

    /** @param halt null if the room's reminders are not halted */
    record OfRoom(
            RoomId roomId, RoomStatus roomStatus, @Nullable Halt halt, List<ReminderNumbers> reminders) {}

    static ReminderNumbers of(Announcement.Kind kind, Map<SendState, Long> counts) {
        return new ReminderNumbers(
                kind,
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts.getOrDefault(SendState.WAITING, 0L),
                counts.getOrDefault(SendState.SENDING, 0L),
                counts.getOrDefault(SendState.SENT, 0L),
                counts.getOrDefault(SendState.REFUSED, 0L),
                counts.getOrDefault(SendState.FAILED, 0L),
                counts.getOrDefault(SendState.UNKNOWN, 0L),
                counts.getOrDefault(SendState.EXPIRED, 0L));
    }
}
