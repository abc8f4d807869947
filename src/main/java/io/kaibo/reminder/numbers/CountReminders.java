package io.kaibo.reminder.numbers;

import io.kaibo.http.Problem;
import io.kaibo.message.SendState;
import io.kaibo.reminder.ReminderConfig;
import io.kaibo.reminder.ReminderWindow;
import io.kaibo.reminder.halt.HaltTable;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomHead;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts the reminders of a room. */
@Singleton
public class CountReminders {

    private final ReminderNumbersTable table;
    private final HaltTable halts;
    private final Rooms rooms;
    private final ReminderConfig config;
    private final Clock clock;

    CountReminders(ReminderNumbersTable table, HaltTable halts, Rooms rooms, ReminderConfig config, Clock clock) {
        this.table = table;
        this.halts = halts;
        this.rooms = rooms;
        this.config = config;
        this.clock = clock;
    }

    /** @throws Problem 404 if there is no such room */
    public ReminderNumbers.OfRoom count(RoomId room) {
        RoomHead head = rooms.known(room);
        return new ReminderNumbers.OfRoom(
                room,
                head.room().status(),
                halts.find(room).orElse(null),
                Stream.of(Announcement.Kind.values())
                        .map(kind -> ReminderNumbers.of(kind, counts(head, room, kind)))
                        .toList());
    }

    private Map<SendState, Long> counts(RoomHead head, RoomId room, Announcement.Kind kind) {
        Instant now = clock.instant();
        boolean over = ReminderWindow.of(rooms, head, kind).isOver(now);
        Map<SendState, Long> counts = new EnumMap<>(SendState.class);
        IntStream.range(0, Subscription.SHARDS)
                .boxed()
                .gather(Gatherers.mapConcurrent(config.cutters(), shard -> table.count(room, kind, shard, now, over)))
                .forEach(part -> part.forEach((state, count) -> counts.merge(state, count, Long::sum)));
        return counts;
    }
}
