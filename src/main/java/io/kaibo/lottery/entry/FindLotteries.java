package io.kaibo.lottery.entry;

import io.kaibo.http.Problem;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.record.Draw;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Finds lotteries as all viewers see them. */
@Singleton
class FindLotteries {

    private final KnownLotteries lotteries;
    private final Published published;

    FindLotteries(KnownLotteries lotteries, Published published) {
        this.lotteries = lotteries;
        this.published = published;
    }

    /** Those of a room that were started, in the order of their creation. */
    ShownLottery.Many findByRoom(RoomId room) {
        return new ShownLottery.Many(
                lotteries.findPublicOf(room).stream().map(ShownLottery::of).toList());
    }

    /** @throws Problem 404 if there is none, or it was not started */
    ShownLottery.One find(LotteryId id) {
        Lottery lottery = lotteries.findPublic(id);
        ShownLottery shown = ShownLottery.of(lottery);
        if (lottery.frozenDigest() == null) {
            return new ShownLottery.One(shown, null, null, null);
        }
        int entries = published.frozen(id).record().entries().count();
        if (lottery.state() != LotteryState.DRAWN) {
            return new ShownLottery.One(shown, entries, null, null);
        }
        Draw draw = published.draw(id);
        return new ShownLottery.One(
                shown, entries, draw.drawnAt(), winners(lottery.plan().prizes(), entries, draw.aliases()));
    }

    /** The alias of rank r wins slot r - 1. */
    private static List<ShownLottery.Winner> winners(List<Prize> prizes, int entries, List<Alias> ranks) {
        List<ShownLottery.Winner> winners = new ArrayList<>();
        for (Prize prize : prizes) {
            for (int i = 0; i < prize.quantity() && winners.size() < entries; i++) {
                int slot = winners.size();
                winners.add(new ShownLottery.Winner(ranks.get(slot), slot, prize.tier()));
            }
        }
        return winners;
    }
}
