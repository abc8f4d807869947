package io.kaibo.reminder;

import io.kaibo.room.OnAir;
import io.kaibo.room.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A hundred subscribers of a shard, by the first and the last of them: a message on the queue {@code reminder-pages}.
 *
 * @param notAfter past this moment nobody needs to be told any more
 * @param first the first openid, inclusive; never shown, never logged
 * @param last the last openid, inclusive; never shown, never logged
 * @param round how often WeChat has asked the page to come later
 */
@RegisterForReflection
public record Page(RoomId roomId, OnAir.Kind kind, Instant notAfter, int shard, String first, String last, int round) {

    static final int SIZE = 100;

    public Page {
        // what is not a page fails here and ends among the dead letters
        Objects.requireNonNull(roomId, "roomId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(notAfter, "notAfter");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
    }

    static Page of(Announcement announcement, int shard, List<String> openids) {
        return new Page(
                announcement.room(),
                announcement.kind(),
                announcement.notAfter(),
                shard,
                openids.getFirst(),
                openids.getLast(),
                0);
    }

    /** The page once more, for those who are left. */
    Page again(List<Subscription> left, boolean backOff) {
        return new Page(
                roomId,
                kind,
                notAfter,
                shard,
                left.getFirst().openid(),
                left.getLast().openid(),
                backOff ? round + 1 : round);
    }

    /** Says nothing of whose it is. */
    @Override
    public String toString() {
        return "Page[" + roomId + ", " + kind + ", " + shard + "]";
    }
}
