package io.kaibo.room.list;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kaibo.room.Announcing;
import io.kaibo.room.Replay;
import io.kaibo.room.Room;
import io.kaibo.room.RoomGoods;
import io.kaibo.room.RoomHead;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as operators see it.
 *
 * @param closed the parts that are closed
 * @param pushed true if the anchor pushes a stream
 * @param asOf when what is written here was read from WeChat; it may have been read again since, unchanged
 * @param firstLiveAt when it was first seen on air with its announcing on
 * @param publishedAt when its going on air was published
 * @param missingSince since when WeChat's list lacks it
 * @param hiddenAt since when viewers are not shown it
 * @param startingSoonPublishedFor the planned start for which it was published that it starts soon
 */
@RegisterForReflection
record ManagedRoom(
        @JsonUnwrapped ShownRoom room,
        @Nullable String feedsUrl,
        Room.Closed closed,
        boolean pushed,
        boolean feedsPublic,
        Instant asOf,
        @Nullable Instant firstLiveAt,
        @Nullable Instant publishedAt,
        @Nullable Instant missingSince,
        @Nullable Instant hiddenAt,
        Announcing announcing,
        @Nullable Instant startingSoonPublishedFor) {

    /** @param next asks for the rest; absent at the end */
    record ManagedRooms(List<ManagedRoom> rooms, @Nullable String next) {}

    record One(ManagedRoom room, List<RoomGoods> goods, List<Replay> replays) {}

    static ManagedRoom of(RoomHead head) {
        Room room = head.room();
        return new ManagedRoom(
                ShownRoom.of(room),
                room.feedsUrl(),
                room.closed(),
                room.pushed(),
                room.feedsPublic(),
                head.asOf(),
                head.firstLiveAt(),
                head.publishedAt(),
                head.missingSince(),
                head.hiddenAt(),
                head.announcing(),
                head.soonDueAt() == null ? head.soonFor() : null);
    }
}
