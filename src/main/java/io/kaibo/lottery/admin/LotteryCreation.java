package io.kaibo.lottery.admin;

import io.kaibo.lottery.Lottery;

/** What became of a lottery that was to be created. */
sealed interface LotteryCreation {

    /** How many lotteries a room can have. */
    int MOST = 30;

    record Created(Lottery lottery) implements LotteryCreation {}

    /** @param lottery the one that an earlier request with the same key created, as it is now */
    record Existing(Lottery lottery) implements LotteryCreation {}

    /** The room has as many lotteries as a room can have. */
    record RoomIsFull() implements LotteryCreation {}
}
