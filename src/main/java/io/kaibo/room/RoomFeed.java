package io.kaibo.room;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The feed of a room: what its viewers are shown, which they all read from one address. Features append to it; a caller needs
 * dynamodb:GetItem and dynamodb:UpdateItem on the table {@code feeds}.
 */
@Singleton
public class RoomFeed {

    /** With the longest pauses they take two seconds. */
    private static final int TRIES = 12;

    /** The longest pause before the second try. It is doubled with each try until it is 320 ms. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final int DOUBLINGS = 5;

    private final FeedTable table;
    private final Clock clock;

    RoomFeed(FeedTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Appends an entry, unless one with its id is among those that are kept. If this throws, the entry may be there all the same, and it can
     * be appended again.
     *
     * @throws FeedBusyException if other writers were faster each time
     */
    public void append(RoomId room, NewFeedEntry entry) {
        for (int tries = 0; tries < TRIES; tries++) {
            waitBeforeTry(tries);
            Feed seen = table.find(room);
            if (seen.has(entry.id()) || table.write(room, seen, seen.append(entry, clock.instant()))) {
                return;
            }
        }
        throw new FeedBusyException(room);
    }

    /** Of random length, so that two writers do not meet again. */
    private static void waitBeforeTry(int tries) {
        if (tries > 0) {
            LockSupport.parkNanos(
                    ThreadLocalRandom.current().nextLong(PAUSE.toNanos() << Math.min(tries - 1, DOUBLINGS)));
        }
    }

    /** The feed of a room, which is empty if nothing was told; without the newest entries perhaps. */
    public Feed find(RoomId room) {
        return table.findEventuallyConsistent(room);
    }
}
