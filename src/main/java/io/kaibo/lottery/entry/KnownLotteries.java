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
 * an entrant is promised rests on it: the gates of a lottery decide. A lottery that is not started is not kept: viewers may see it the
 * moment that it is.
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
        return single.find(id, read -> table.findLately(read).filter(KnownLotteries::isPublic))
                .orElseThrow(LotteryPath::noSuchLottery);
    }

    /** Those of a room that viewers may see, in the order of their creation. */
    List<Lottery> findPublicOf(RoomId room) {
        return ofRooms.find(room, read -> Optional.of(readPublicOf(read))).orElse(List.of());
    }

    private List<Lottery> readPublicOf(RoomId room) {
        return table.findByRoom(room).stream().filter(KnownLotteries::isPublic).toList();
    }

    private static boolean isPublic(Lottery lottery) {
        return lottery.state().isPublic();
    }
}
