package io.kaibo.reminder;

import io.kaibo.room.Announcement;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomStatus;
import io.kaibo.room.Rooms;
import java.time.Duration;
import java.time.Instant;

/**
 * When reminders of one kind can be asked for and sent, as the head of their room says.
 *
 * @param announceFor how long after it went on air the room is worth announcing
 */
public record ReminderWindow(RoomHead head, Announcement.Kind kind, Duration announceFor) {

    public static ReminderWindow of(Rooms rooms, RoomHead head, Announcement.Kind kind) {
        return new ReminderWindow(head, kind, rooms.announceFor());
    }

    /**
     * True while a new subscription is still served, if the head was read after the subscription was put: a sync writes to the head
     * that it announces the room before anything reads the subscriptions.
     */
    public boolean acceptsSubscriptions(Instant now) {
        return head.isShown()
                && head.isUpcoming()
                && !isOver(now)
                && switch (kind) {
                    case ON_AIR -> true;
                    case STARTING_SOON ->
                        head.announcing().startingSoonMinutes() != null && !head.isSoonPublishedForItsStart();
                };
    }

    /**
     * True once subscribers who still wait are told nothing any more. On air: {@code announceFor} after the room first went there.
     * Starting soon: at the planned start, or when the room begins earlier. Either: when the room is over. The window of a room
     * that is postponed may open again.
     */
    public boolean isOver(Instant now) {
        return status().isTerminal()
                || switch (kind) {
                    case ON_AIR ->
                        head.firstLiveAt() != null
                                && now.isAfter(head.firstLiveAt().plus(announceFor));
                    case STARTING_SOON ->
                        head.hasBegun() || !now.isBefore(head.room().startsAt());
                };
    }

    /** True while subscribers may be told what was published. */
    public boolean allowsSending() {
        return head.announcing().announce()
                && !status().isTerminal()
                && !head.isHiddenSinceItWentOnAir()
                && (kind == Announcement.Kind.ON_AIR || head.isUpcoming());
    }

    /**
     * True if the planned start is another one than was published. The new start is published again, so nothing is sent now.
     *
     * @param notAfter of the {@link Announcement} that was published
     */
    public boolean isPostponed(Instant notAfter) {
        return kind == Announcement.Kind.STARTING_SOON
                && !head.room().startsAt().equals(notAfter);
    }

    private RoomStatus status() {
        return head.room().status();
    }
}
