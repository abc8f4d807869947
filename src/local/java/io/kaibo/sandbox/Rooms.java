package io.kaibo.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rooms of the mini-program. A roomid is never given twice. */
final class Rooms {
    private static final Comparator<Room> LATEST_FIRST = Comparator.comparingLong(Room::startTime)
            .thenComparingLong(Room::roomid)
            .reversed();

    private final InstantSource clock;
    private final Map<Long, Room> rooms = new TreeMap<>();
    private long lastRoomid;

    Rooms(InstantSource clock) {
        this.clock = clock;
    }

    Room create(ObjectNode wish) {
        Room room = read(RoomDefaults.room(lastRoomid + 1, wish, clock.instant()));
        if (rooms.putIfAbsent(room.roomid(), room) != null) {
            throw BadControl.field("roomid", "is taken");
        }
        lastRoomid = Math.max(lastRoomid, room.roomid());
        return room;
    }

    Room edit(long roomid, ObjectNode changes) {
        Room before = find(roomid).orElseThrow(() -> BadControl.notFound("room " + roomid));
        Room after = read(RoomDefaults.over(Json.MAPPER.valueToTree(before), changes, clock.instant()));
        if (after.roomid() != roomid) {
            throw BadControl.field("roomid", "cannot be changed");
        }
        rooms.put(roomid, after);
        return after;
    }

    void delete(long roomid) {
        if (rooms.remove(roomid) == null) {
            throw BadControl.notFound("room " + roomid);
        }
    }

    Optional<Room> find(long roomid) {
        return Optional.ofNullable(rooms.get(roomid));
    }

    /** The rooms in the order of getliveinfo: by start time, the latest first; by roomid if that is the same. */
    List<Room> latestFirst() {
        return rooms.values().stream().sorted(LATEST_FIRST).toList();
    }

    private static Room read(ObjectNode fields) {
        try {
            return Json.MAPPER.treeToValue(fields, Room.class);
        } catch (JsonMappingException e) {
            throw BadControl.of(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
