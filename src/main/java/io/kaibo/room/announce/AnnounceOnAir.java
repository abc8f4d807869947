package io.kaibo.room.announce;

import io.kaibo.aws.Queues;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomConfig;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Publishes each room's first going on air: at least once, and exactly once if no call fails. The sync that writes that the room went on
 * air publishes it and then writes that it did. If it crashes first, the next sync publishes once the lease has lapsed.
 */
@Singleton
public class AnnounceOnAir {

    private final OnAirTable rooms;
    private final Queues queues;
    private final RoomConfig config;
    private final Clock clock;

    AnnounceOnAir(OnAirTable rooms, Queues queues, RoomConfig config, Clock clock) {
        this.rooms = rooms;
        this.queues = queues;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Publishes that a room is on air.
     *
     * @return false if it was on air before, or is not to be announced
     */
    public boolean publishIfFirst(RoomId id) {
        // as the table has it, so that a sync that takes over publishes the same message
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!rooms.writeOnAir(id, now, now.plus(config.publishLease()))) {
            return false;
        }
        publish(id, now);
        return true;
    }

    /**
     * Publishes what other syncs left unpublished, in whatever state the rooms are by now.
     *
     * @return how many rooms
     */
    public int takeOverLapsed() {
        Instant now = clock.instant();
        int taken = 0;
        for (OnAirTable.Lapsed lapsed : rooms.findLapsed(now)) {
            var firstLiveAt = rooms.takeOver(lapsed, now.plus(config.publishLease()));
            if (firstLiveAt.isPresent()) {
                publish(lapsed.id(), firstLiveAt.get());
                taken++;
            }
        }
        return taken;
    }

    private void publish(RoomId id, Instant firstLiveAt) {
        queues.send(
                Announcement.QUEUE,
                Announcement.firstRound(
                        id, Announcement.Kind.ON_AIR, firstLiveAt.plus(config.announceFor()), firstLiveAt));
        rooms.writePublished(id, clock.instant());
    }
}
