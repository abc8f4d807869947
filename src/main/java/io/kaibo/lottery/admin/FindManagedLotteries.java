package io.kaibo.lottery.admin;

import io.kaibo.http.Operator;
import io.kaibo.http.Problem;
import io.kaibo.http.Role;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryTable;
import io.kaibo.lottery.tell.TellHalt;
import io.kaibo.lottery.tell.TellHaltTable;
import io.kaibo.room.RoomId;
import io.kaibo.room.Rooms;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds lotteries for operators. An anchor sees those that are pushed to them, and what became of them. */
@Singleton
class FindManagedLotteries {

    private final LotteryTable lotteries;
    private final CountEntrants entrants;
    private final TellHaltTable halts;
    private final Rooms rooms;

    FindManagedLotteries(LotteryTable lotteries, CountEntrants entrants, TellHaltTable halts, Rooms rooms) {
        this.lotteries = lotteries;
        this.entrants = entrants;
        this.halts = halts;
        this.rooms = rooms;
    }

    /** In the order of their creation; a lottery of the last moments may be missing. @throws Problem 404 if there is no such room */
    List<Lottery> findByRoom(RoomId room, Operator operator) {
        rooms.known(room);
        return lotteries.findByRoom(room).stream()
                .filter(lottery -> maySee(operator, lottery))
                .toList();
    }

    /** @throws Problem 404 if there is none, or the operator may not see it */
    Lottery find(LotteryId id, Operator operator) {
        return lotteries.find(id).filter(lottery -> maySee(operator, lottery)).orElseThrow(LotteryPath::noSuchLottery);
    }

    /** The same, with the count of its entrants, and why its winners are not told. @throws Problem 404 if there is none, or the operator may not see it */
    ManagedLottery findWithEntrants(LotteryId id, Operator operator) {
        Lottery lottery = find(id, operator);
        List<TellHalt> messageHalts = lottery.state() == LotteryState.DRAWN ? halts.findAll(id) : List.of();
        return ManagedLottery.of(lottery, entrants.count(lottery), messageHalts);
    }

    private static boolean maySee(Operator operator, Lottery lottery) {
        return lottery.state() != LotteryState.DRAFT
                || operator.roles().contains(Role.OPERATOR)
                || operator.roles().contains(Role.AUDITOR);
    }
}
