package io.kaibo.reminder.numbers;

import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.message.SendState;
import io.kaibo.reminder.ReminderItems;
import io.kaibo.reminder.subscription.Subscription;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts subscriptions by reading them all: a million cost fifty to ninety thousand read units. A counter could be wrong. */
@Singleton
class ReminderNumbersTable {

    private final Table reminders;

    ReminderNumbersTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE);
    }

    /**
     * The subscriptions of a shard by their states.
     *
     * @param over true if the time of what they wait for is over
     */
    Map<SendState, Long> count(RoomId room, Announcement.Kind kind, int shard, Instant now, boolean over) {
        Map<SendState, Long> counts = new EnumMap<>(SendState.class);
        reminders
                .query(Query.by("pk = :shard")
                        .consistently()
                        .returning("sendState, leaseEnds")
                        .with(":shard", ReminderItems.shard(room, kind, shard)))
                .forEach(item -> {
                    @Nullable Instant leaseEnds = item.instantOrNull("leaseEnds");
                    SendState state =
                            Subscription.stateAt(item.word("sendState", SendState.class), leaseEnds, now, over);
                    counts.merge(state, 1L, Long::sum);
                });
        return counts;
    }
}
