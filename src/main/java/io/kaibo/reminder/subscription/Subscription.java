package io.kaibo.reminder.subscription;

import io.kaibo.message.Recipient;
import io.kaibo.message.SendState;
import io.kaibo.person.Person;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's request to be told of a room, once.
 *
 * @param templateId the template of which the viewer accepted a message
 * @param askedAt when the viewer subscribed
 * @param leaseEnds when the lease of the instance that sends ends; null if none sends
 */
public record Subscription(
        RoomId room,
        Announcement.Kind kind,
        Person person,
        String templateId,
        SendState state,
        Instant askedAt,
        @Nullable Instant leaseEnds)
        implements Recipient {

    /** Shards of a room and kind: a partition takes a thousand writes a second, and a room has a million subscribers. */
    public static final int SHARDS = 16;

    public static int shardOf(Person person) {
        int hash = person.value().hashCode();
        return (hash ^ hash >>> 16) & SHARDS - 1;
    }

    /**
     * The state by now, also if it is not written yet.
     *
     * @param over true if the time of what it waits for is over
     */
    public SendState stateAt(Instant now, boolean over) {
        return stateAt(state, leaseEnds, now, over);
    }

    public static SendState stateAt(SendState state, @Nullable Instant leaseEnds, Instant now, boolean over) {
        if (Recipient.isLost(state, leaseEnds, now)) {
            return SendState.UNKNOWN;
        }
        return state == SendState.WAITING && over ? SendState.EXPIRED : state;
    }

    /** Names no person. */
    @Override
    public String toString() {
        return "Subscription[" + room + ", " + kind + ", " + state + "]";
    }
}
