package io.kaibo.room.sync;

import io.kaibo.room.Room;
import io.kaibo.room.RoomGoods;
import java.util.List;

/** A room and its goods as one reading of WeChat's list gave them. */
record RoomReading(Room room, List<RoomGoods> goods) {}
