package io.kaibo.lottery.claim;

import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryTable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the prizes of a viewer, of all lotteries. */
@Singleton
class FindPrizes {

    private final PrizePageTable table;
    private final LotteryTable lotteries;
    private final ShowPrizes show;

    FindPrizes(PrizePageTable table, LotteryTable lotteries, ShowPrizes show) {
        this.table = table;
        this.lotteries = lotteries;
        this.show = show;
    }

    /**
     * The latest first.
     *
     * @param next where the last page ended; null for the first
     * @throws Problem 400 if no list gave out this {@code next}
     */
    ShownPrize.Many find(Viewer viewer, int limit, @Nullable String next) {
        PrizePageTable.Page page = table.findByPerson(viewer.person(), PrizePaging.readNext(next), limit);
        Map<LotteryId, Lottery> drawn = lotteries.findAll(
                page.claims().stream().map(claim -> claim.winner().lottery()).toList());
        List<ShownPrize> prizes = page.claims().stream()
                .map(claim -> show.showAmongOthers(
                        Objects.requireNonNull(drawn.get(claim.winner().lottery()), "a prize has no lottery"), claim))
                .toList();
        return new ShownPrize.Many(prizes, PrizePaging.writeNext(page.next()));
    }
}
