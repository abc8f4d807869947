package io.kaibo.room.list;

import io.kaibo.room.Replay;
import io.kaibo.room.Room;
import io.kaibo.room.RoomGoods;
import io.kaibo.room.RoomId;
import io.kaibo.room.RoomStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as viewers see it.
 *
 * @param page what {@code wx.navigateTo} opens it with: the page of WeChat's live player plugin
 */
@RegisterForReflection
record ShownRoom(
        RoomId id,
        String name,
        String anchorName,
        @Nullable String coverUrl,
        @Nullable String shareUrl,
        RoomStatus status,
        Instant startsAt,
        Instant endsAt,
        String page) {

    private static final String PLUGIN = "plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin?room_id=";

    /** @param next asks for the rest; absent at the end */
    record ShownRooms(List<ShownRoom> rooms, @Nullable String next) {}

    record One(ShownRoom room, List<RoomGoods> goods) {}

    record Replays(List<Replay> replays) {}

    static ShownRoom of(Room room) {
        return new ShownRoom(
                room.id(),
                room.name(),
                room.anchorName(),
                room.coverUrl(),
                room.shareUrl(),
                room.status(),
                room.startsAt(),
                room.endsAt(),
                PLUGIN + room.id().weChatId());
    }
}
