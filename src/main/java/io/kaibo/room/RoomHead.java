package io.kaibo.room;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a room: its head, which other features may read, and which stays below 4 KB.
 *
 * @param room as it was last read; null for a room that was announced and whose content is not written yet
 * @param asOf when that was read
 * @param firstLiveAt when it was first seen on air with its announcing on; from then on it can no longer be subscribed to.
 *     It never changes
 * @param missingSince when a whole pass first missed it; null when it was seen since
 * @param hiddenAt when a second whole pass missed it too; null when it was seen since
 * @param soonFor the planned start for which it is published that it starts soon; null if it is for none
 * @param soonDueAt until when somebody has time to publish that; null when it is done
 */
public record RoomHead(
        @Nullable Room room,
        @Nullable Instant asOf,
        @Nullable Instant firstLiveAt,
        @Nullable Instant publishedAt,
        @Nullable Instant missingSince,
        @Nullable Instant hiddenAt,
        Announcing announcing,
        @Nullable Instant soonFor,
        @Nullable Instant soonDueAt) {

    /** Whether viewers may see it. */
    public boolean isShown() {
        return room != null && hiddenAt == null;
    }

    /**
     * Whether a reminder that was there before this was read consistently will be served: whoever announces the room writes
     * so here before anybody looks for reminders. Of a start that has passed {@link RoomHeads#isOver} tells.
     */
    public boolean takesReminders(OnAir.Kind kind) {
        return isShown()
                && isUpcoming()
                && switch (kind) {
                    case ON_AIR -> true;
                    case STARTING_SOON -> announcing.startingSoonMinutes() != null && !isSoonPublished();
                };
    }

    /** Whether subscribers may be told now what was published of it. */
    public boolean isWorthSending(OnAir.Kind kind) {
        return room != null
                && announcing.announce()
                && !room.status().isTerminal()
                && !isHiddenSinceItWentOnAir()
                && (kind == OnAir.Kind.ON_AIR || isUpcoming());
    }

    /**
     * Whether the planned start is another one than was published: it is published again for the new one, so nobody who
     * waits is told now.
     *
     * @param notAfter of the {@link OnAir} that was published
     */
    public boolean isPostponed(OnAir.Kind kind, Instant notAfter) {
        return kind == OnAir.Kind.STARTING_SOON
                && room != null
                && !room.startsAt().equals(notAfter);
    }

    boolean isOver(OnAir.Kind kind, Instant now, Duration announceFor) {
        return (room != null && room.status().isTerminal())
                || switch (kind) {
                    case ON_AIR -> firstLiveAt != null && now.isAfter(firstLiveAt.plus(announceFor));
                    case STARTING_SOON -> hasBegun() || (room != null && !now.isBefore(room.startsAt()));
                };
    }

    /** Whether a sighting of {@code reading} tells anything that is not written here. */
    boolean differsFrom(Room reading) {
        return missingSince != null || hiddenAt != null || !reading.equals(room);
    }

    /** Whether it goes on air, as far as subscribers are concerned, when it is seen there. */
    boolean awaitsItsGoingOnAir() {
        return firstLiveAt == null && announcing.announce();
    }

    /** Whether {@code reading} shows that it is over, though it was never seen on air: whoever waited was told nothing. */
    boolean wasMissedOnAir(Room reading) {
        return room != null
                && awaitsItsGoingOnAir()
                && !room.status().isTerminal()
                && (reading.status() == RoomStatus.ENDED || reading.status() == RoomStatus.BANNED);
    }

    /** Whether this is the time to say that it starts soon; {@code reading} and what is written here agree on the start. */
    boolean startsSoon(Room reading, Instant now) {
        return isShown()
                && isUpcoming()
                && reading.status() == RoomStatus.UPCOMING
                && room != null
                && room.startsAt().equals(reading.startsAt())
                && announcing.isSoon(reading.startsAt(), now);
    }

    /** Whether its start was moved since it was published that it starts soon. */
    boolean isPostponedSinceSoon() {
        return soonFor != null && !isSoonPublished();
    }

    /** Or somebody is about to. */
    private boolean isSoonPublished() {
        return room != null && room.startsAt().equals(soonFor);
    }

    private boolean isUpcoming() {
        return room != null && room.status() == RoomStatus.UPCOMING && firstLiveAt == null;
    }

    private boolean hasBegun() {
        return firstLiveAt != null || (room != null && room.status().listing() == Listing.LIVE);
    }

    /** A room that was hidden before it went on air was seen there: its mark goes with the next write. */
    private boolean isHiddenSinceItWentOnAir() {
        return hiddenAt != null && (firstLiveAt == null || hiddenAt.isAfter(firstLiveAt));
    }
}
