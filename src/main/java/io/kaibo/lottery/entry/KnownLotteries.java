package io.kaibo.lottery.entry;

import io.kaibo.base.Recent;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.lottery.LotteryTable;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Lotteries as this instance read them, at most {@code kaibo.lottery.kept} ago. All entrants of a lottery need the same item. Nothing that
 * an entrant is promised rests on it: the gates of a lottery decide.
 */
@Singleton
class KnownLotteries {

    private final LotteryTable table;
    private final Recent<LotteryId, Lottery> single;
    private final Recent<RoomId, List<Lottery>> ofRooms;

    KnownLotteries(LotteryTable table, LotteryConfig config, Clock clock) {
        this.table = table;
        this.single = new Recent<>(config.kept(), clock);
        this.ofRooms = new Recent<>(config.kept(), clock);
    }

    /** A lottery that viewers may see. @throws Problem 404 if there is none, or it was not started */
    Lottery findPublic(LotteryId id) {
        return single.find(id, table::findLately)
                .filter(lottery -> lottery.state().isPublic())
                .orElseThrow(LotteryPath::noSuchLottery);
    }

    /** Those of a room that viewers may see, in the order of their creation. */
    List<Lottery> findPublicOf(RoomId room) {
        return ofRooms.find(room, read -> Optional.of(table.findByRoom(read)))
                .map(lotteries -> lotteries.stream()
                        .filter(lottery -> lottery.state().isPublic())
                        .toList())
                .orElse(List.of());
    }
}
