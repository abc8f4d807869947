package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room as its source has it, without its goods. It stays small (some hundred bytes): every feature reads it.
 *
 * @param liveStatus WeChat's number, kept as it came; {@link #status()} says what it means
 * @param endsAt the planned end; a live may run past it
 * @param pushed whether the anchor pushes a stream, rather than films with a telephone
 */
public record Room(
        RoomId id,
        String name,
        String anchorName,
        @Nullable String coverUrl,
        @Nullable String shareUrl,
        @Nullable String feedsUrl,
        int liveStatus,
        Instant startsAt,
        Instant endsAt,
        boolean pushed,
        boolean feedsPublic,
        Closed closed) {

    /** Which of its parts the room has closed. */
    @RegisterForReflection
    public record Closed(boolean likes, boolean goods, boolean comments, boolean service, boolean replay) {}

    public RoomStatus status() {
        return RoomStatus.of(liveStatus);
    }

    /** Whether this room is over and so old that WeChat will not change it any more. */
    public boolean isSettled(Instant now, Duration horizon) {
        return status().isTerminal() && startsAt.isBefore(now.minus(horizon));
    }

    /** Whether recordings of it may be shown. */
    public boolean hasOpenReplay() {
        return status() == RoomStatus.ENDED && !closed.replay();
    }
}
