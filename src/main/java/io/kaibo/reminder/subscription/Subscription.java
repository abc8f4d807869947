package io.kaibo.reminder.subscription;

import io.kaibo.message.Recipient;
import io.kaibo.message.SendState;
import io.kaibo.person.Person;
import io.kaibo.room.Announcement;
import io.kaibo.room.RoomId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person's wish to be told of one room, once.
 *
 * @param templateId the template of which he accepted a message
 * @param askedAt when he asked
 * @param sendingAt when the send of it began; null if none did
 * @param leaseEnds until when the send is in somebody's hands; null if it is in nobody's
 */
public record Subscription(
        RoomId room,
        Announcement.Kind kind,
        Person person,
        String templateId,
        SendState state,
        Instant askedAt,
        @Nullable Instant sendingAt,
        @Nullable Instant leaseEnds)
        implements Recipient {

    /** Shards of a room and kind: a partition takes a thousand writes a second, and a room has a million subscribers. */
    public static final int SHARDS = 16;

    public static int shardOf(Person person) {
        int hash = person.value().hashCode();
        return (hash ^ hash >>> 16) & SHARDS - 1;
    }

    /**
     * What it is by now, also where nobody has written so.
     *
     * @param over whether the time of what it waits for is over
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

    /**
     * True unless it is certain that no message of the template was sent for it until then: a send that is under way may have begun at any
     * moment.
     */
    public boolean mayHaveSent(String template, Instant until) {
        return templateId.equals(template)
                && switch (state) {
                    case SENDING -> true;
                    case UNKNOWN, SENT -> sendingAt != null && !sendingAt.isAfter(until);
                    default -> false;
                };
    }

    /** Says nothing of whose it is. */
    @Override
    public String toString() {
        return "Subscription[" + room + ", " + kind + ", " + state + "]";
    }
}
