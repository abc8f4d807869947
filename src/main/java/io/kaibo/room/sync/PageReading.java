package io.kaibo.room.sync;

import io.kaibo.room.RoomId;
import io.kaibo.wechat.ListedRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One page of WeChat's list: which rooms stand on it, and what can be stored of them.
 */
final class PageReading {

    private static final Logger LOG = Logger.getLogger(PageReading.class);

    private final List<Optional<RoomId>> places = new ArrayList<>();
    private final List<RoomReading> readable = new ArrayList<>();
    private final List<RoomId> odd = new ArrayList<>();

    private PageReading() {}

    /** The log names each room that cannot be read. It does not keep the others from being stored. */
    static PageReading of(List<ListedRoom> page) {
        var reading = new PageReading();
        page.forEach(reading::add);
        return reading;
    }

    private void add(ListedRoom listed) {
        Optional<RoomId> id = listed.number().isPresent()
                ? RoomId.parse("wx-" + listed.number().getAsLong())
                : Optional.empty();
        places.add(id);
        switch (listed) {
            case ListedRoom.ReadableRoom(var room) when id.isPresent() -> readable.add(RoomReading.of(room));
            case ListedRoom.ReadableRoom(var room) ->
                LOG.errorf("room %d cannot be read: no room has this number", room.roomId());
            case ListedRoom.Odd(var number, String fault) -> {
                LOG.errorf("room %s cannot be read: %s", id.map(RoomId::value).orElse("?"), fault);
                id.ifPresent(odd::add);
            }
        }
    }

    /** The room at each place; empty where the list has something whose id cannot be told. */
    List<Optional<RoomId>> places() {
        return places;
    }

    /** What can be stored. */
    List<RoomReading> readable() {
        return readable;
    }

    /** Rooms that are known by their ids, and whose other members cannot be read. */
    List<RoomId> odd() {
        return odd;
    }

    int nameless() {
        return (int) places.stream().filter(Optional::isEmpty).count();
    }
}
