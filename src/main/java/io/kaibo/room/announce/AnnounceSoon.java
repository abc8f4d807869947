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
 * Publishes that a room starts soon, if its operator set so: at least once for each planned start, and exactly once if no call fails. The
 * sync that claims the start publishes it. If it crashes first, the next sync publishes once the lease has lapsed, until the room starts.
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
     * Publishes that a room starts soon, if it is time. A start that is not in its head yet is left to the next sync: a viewer who
     * subscribes reads there if it is still in time.
     *
     * @return true if it was published
     */
    public boolean publishIfDue(Room room, @Nullable RoomHead head) {
        if (head == null) {
            return false;
        }
        Instant now = clock.instant();
        if (head.startsSoon(room, now)) {
            boolean claimed = claimOrTakeOver(room, head, now);
            if (claimed) {
                publish(room, now);
            }
            return claimed;
        }
        if (head.isPostponedSinceSoon()) {
            // otherwise a start that is moved and moved back would not be published again to subscribers who missed the
            // first
            rooms.forget(room.id());
        }
        return false;
    }

    private boolean claimOrTakeOver(Room room, RoomHead head, Instant now) {
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
        rooms.writePublished(room.id(), room.startsAt(), clock.instant());
    }
}
