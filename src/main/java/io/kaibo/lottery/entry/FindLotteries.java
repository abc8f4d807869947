package io.kaibo.lottery.entry;

import io.kaibo.http.Problem;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.record.Draw;
import io.kaibo.lottery.template.KnownResultTemplates;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Finds lotteries as all viewers see them. */
@Singleton
class FindLotteries {

    private final KnownLotteries lotteries;
    private final KnownResults results;
    private final Published published;

    private final KnownResultTemplates templates;

    FindLotteries(KnownLotteries lotteries, KnownResults results, Published published, KnownResultTemplates templates) {
        this.lotteries = lotteries;
        this.results = results;
        this.published = published;
        this.templates = templates;
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
        if (lottery.state() == LotteryState.RUNNING) {
            return new ShownLottery.One(shown, templates.findIds(), null, null, null, null, null);
        }
        if (lottery.frozenDigest() == null) {
            return new ShownLottery.One(shown, null, null, null, null, null, null);
        }
        int entries = published.frozen(lottery).record().entries().count();
        if (lottery.state() != LotteryState.DRAWN) {
            return new ShownLottery.One(shown, null, entries, null, null, null, null);
        }
        Draw draw = published.draw(id);
        PrizeResults drawn = results.find(lottery);
        List<ShownLottery.Winner> winners = winners(lottery, draw.aliases(), drawn.winners());
        return new ShownLottery.One(
                shown, null, entries, draw.drawnAt(), drawn.passes().size(), winners, holders(winners));
    }

    /** The alias of rank r was offered slot r - 1 at the draw, also while that is not written yet; further ranks got what was passed on. */
    private List<ShownLottery.Winner> winners(Lottery lottery, List<Alias> ranks, List<Winner> written) {
        NavigableMap<Integer, ShownLottery.Winner> byRank = new TreeMap<>();
        for (int slot = 0; slot < results.countFirstWinners(lottery); slot++) {
            int rank = slot + 1;
            String tier = lottery.plan().prizeOf(slot).tier();
            byRank.put(rank, new ShownLottery.Winner(ranks.get(slot), slot, tier, rank, PrizeState.OFFERED, null));
        }
        for (Winner winner : written) {
            String tier = lottery.plan().prizeOf(winner.slot()).tier();
            byRank.put(
                    winner.rank(),
                    new ShownLottery.Winner(
                            winner.alias(), winner.slot(), tier, winner.rank(), winner.state(), winner.withdrawal()));
        }
        return List.copyOf(byRank.values());
    }

    /** The last who was offered a prize holds it, if they still do. */
    private static List<ShownLottery.Holder> holders(List<ShownLottery.Winner> winners) {
        Map<Integer, ShownLottery.Holder> bySlot = new TreeMap<>();
        for (ShownLottery.Winner winner : winners) {
            boolean holds = winner.state() == PrizeState.OFFERED || winner.state() == PrizeState.CLAIMED;
            bySlot.put(winner.slot(), new ShownLottery.Holder(winner.slot(), holds ? winner.alias() : null));
        }
        return List.copyOf(bySlot.values());
    }
}
