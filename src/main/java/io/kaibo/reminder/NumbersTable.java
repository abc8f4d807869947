package io.kaibo.reminder;

import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.room.OnAir;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts subscriptions by reading them: a million cost fifty to ninety thousand read units, and no counter can be wrong. */
@Singleton
class NumbersTable {

    private final Table reminders;

    NumbersTable(Tables tables) {
        this.reminders = tables.open(ReminderItems.TABLE);
    }

    /**
     * The subscriptions of a shard by their states.
     *
     * @param over whether the time of what they wait for is over
     */
    Map<State, Long> of(RoomId room, OnAir.Kind kind, int shard, Instant now, boolean over) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        reminders
                .query(Query.by("pk = :shard")
                        .consistently()
                        .returning("sendState, leaseEnds")
                        .with(":shard", ReminderItems.shard(room, kind, shard)))
                .forEach(item -> {
                    @Nullable Instant leaseEnds = item.instantOrNull("leaseEnds");
                    State state = Subscription.stateAt(item.word("sendState", State.class), leaseEnds, now, over);
                    counts.merge(state, 1L, Long::sum);
                });
        return counts;
    }
}
