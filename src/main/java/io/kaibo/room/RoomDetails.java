package io.kaibo.room;

import java.util.List;

/**
 * Everything that is kept of one room.
 *
 * @param goods in the order of its shelf
 */
public record RoomDetails(RoomHead head, List<RoomGoods> goods, List<Replay> replays) {}
