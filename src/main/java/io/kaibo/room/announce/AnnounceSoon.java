package io.kaibo.room.announce;

import io.kaibo.aws.Queues;
import io.kaibo.room.Announcement;
import io.kaibo.room.Room;
import io.kaibo.room.RoomConfig;
import io.kaibo.room.RoomHead;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Publishes that a room starts soon, for those rooms whose operator wants it: at least once for each planned start, and
 * exactly once where no call failed. Whoever writes that he publishes it does so; if he does not come to that, the next
 * sync after his lease does, until the room starts.
 */
@Singleton
public class AnnounceSoon {

    private final SoonTable rooms;
    private final Queues queues;
    private final RoomConfig config;
    private final Clock clock;

    AnnounceSoon(SoonTable rooms, Queues queues, RoomConfig config, Clock clock) {
        this.rooms = rooms;
        this.queues = queues;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A room was seen. A start that is not in its head yet is for the next sync: whoever subscribes reads there whether
     * he is in time.
     *
     * @return whether it was published
     */
    public boolean seen(Room room, @Nullable RoomHead head) {
        if (head == null) {
            return false;
        }
        Instant now = clock.instant();
        if (head.startsSoon(room, now)) {
            boolean mine = mine(room, head, now);
            if (mine) {
                publish(room, now);
            }
            return mine;
        }
        if (head.isPostponedSinceSoon()) {
            // or a start that is moved away and back would not be published again to those whom the first did not reach
            rooms.forget(room.id());
        }
        return false;
    }

    private boolean mine(Room room, RoomHead head, Instant now) {
        Instant startsAt = room.startsAt();
        Instant leaseEnds = now.plus(config.publishLease());
        Integer minutes = head.announcing().startingSoonMinutes();
        if (!startsAt.equals(head.soonFor())) {
            return minutes != null && rooms.claim(room.id(), startsAt, minutes, leaseEnds);
        }
        Instant dueAt = head.soonDueAt();
        return dueAt != null && dueAt.isBefore(now) && rooms.takeOver(room.id(), dueAt, leaseEnds);
    }

    private void publish(Room room, Instant now) {
        queues.send(
                Announcement.QUEUE,
                Announcement.firstRound(room.id(), Announcement.Kind.STARTING_SOON, room.startsAt(), now));
        rooms.published(room.id(), room.startsAt(), clock.instant());
    }
}
