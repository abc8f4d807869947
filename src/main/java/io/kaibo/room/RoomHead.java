package io.kaibo.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a room: its head, which other features may read, and which stays below 4 KB.
 *
 * @param room as it was last read
 * @param asOf when that was read
 * @param firstLiveAt when it was first seen on air with its announcing on; from then on it can no longer be subscribed to.
 *     It never changes
 * @param missingSince when a whole pass first missed it; null when it was seen since
 * @param hiddenAt when a second whole pass missed it too; null when it was seen since
 * @param endedAt when it was first read as ended, banned or expired, or hidden if it was hidden then and has not been shown in between;
 *     null if it never was. It never changes
 * @param soonFor the planned start that was announced as "starting soon"; null if none was
 * @param soonDueAt when the lease to announce it ends; null once it is announced
 */
public record RoomHead(
        Room room,
        Instant asOf,
        @Nullable Instant firstLiveAt,
        @Nullable Instant publishedAt,
        @Nullable Instant missingSince,
        @Nullable Instant hiddenAt,
        @Nullable Instant endedAt,
        Announcing announcing,
        @Nullable Instant soonFor,
        @Nullable Instant soonDueAt) {

    /** True if viewers may see it. */
    public boolean isShown() {
        return hiddenAt == null;
    }

    /**
     * True if it was read as ended, banned, expired or hidden before this moment, and was not shown again since. A room that WeChat listed
     * again was not over: its hiding counts only as long as it is hidden. That it ended counts for good.
     */
    public boolean wasOverBefore(Instant moment) {
        return isBefore(endedAt, moment) || isBefore(hiddenAt, moment);
    }

    private static boolean isBefore(@Nullable Instant instant, Instant moment) {
        return instant != null && instant.isBefore(moment);
    }

    /** True until it is known to have gone on air, or to be over. */
    public boolean isUpcoming() {
        return room.status() == RoomStatus.UPCOMING && firstLiveAt == null;
    }

    /** True if it is or was on air, as far as is known. */
    public boolean hasBegun() {
        return firstLiveAt != null || room.status().isOnAir();
    }

    /** True if "starting soon" was published for its planned start, or is about to be. */
    public boolean isSoonPublishedForItsStart() {
        return room.startsAt().equals(soonFor);
    }

    /** False for a room that was hidden before it went on air: it was seen there, and its mark goes with the next write. */
    public boolean isHiddenSinceItWentOnAir() {
        return hiddenAt != null && (firstLiveAt == null || hiddenAt.isAfter(firstLiveAt));
    }

    /** True if {@code reading} tells anything that is not written here. */
    public boolean differsFrom(Room reading) {
        return missingSince != null || hiddenAt != null || !reading.equals(room);
    }

    /** True if seeing it on air counts as its going on air, as far as subscribers are concerned. */
    public boolean awaitsItsGoingOnAir() {
        return firstLiveAt == null && announcing.announce();
    }

    /** True if {@code reading} shows that it is over, though no sync saw it on air: its subscribers were told nothing. */
    public boolean wasMissedOnAir(Room reading) {
        return awaitsItsGoingOnAir()
                && !room.status().isTerminal()
                && (reading.status() == RoomStatus.ENDED || reading.status() == RoomStatus.BANNED);
    }

    /** True when it is time to publish that it starts soon; {@code reading} and what is written here agree on the start. */
    public boolean startsSoon(Room reading, Instant now) {
        return isShown()
                && isUpcoming()
                && reading.status() == RoomStatus.UPCOMING
                && room.startsAt().equals(reading.startsAt())
                && announcing.isSoon(reading.startsAt(), now);
    }

    /** True if its start was moved since it was announced as "starting soon". */
    public boolean isPostponedSinceSoon() {
        return soonFor != null && !isSoonPublishedForItsStart();
    }
}
