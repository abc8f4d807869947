package io.kaibo.lottery.entry;

import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.AliasKey;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.claim.EntrantsPrize;
import io.kaibo.lottery.claim.FindPrize;
import io.kaibo.lottery.record.Draw;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a viewer's own part in a lottery. */
@Singleton
class FindEntry {

    private final KnownLotteries lotteries;
    private final Published published;
    private final FindStanding findStanding;
    private final FindPrize findPrize;
    private final AliasKey aliasKey;

    FindEntry(
            KnownLotteries lotteries,
            Published published,
            FindStanding findStanding,
            FindPrize findPrize,
            AliasKey aliasKey) {
        this.lotteries = lotteries;
        this.published = published;
        this.findStanding = findStanding;
        this.findPrize = findPrize;
        this.aliasKey = aliasKey;
    }

    /** @throws Problem 404 if there is no such lottery; 503 if it is not known yet whether the viewer's entry is in */
    ShownEntry find(LotteryId id, Viewer viewer) {
        Lottery lottery = lotteries.findPublic(id);
        Alias alias = aliasKey.derive(id, viewer.person());
        return switch (findStanding.find(lottery, alias)) {
            case EntryStanding.In(var enteredAt) -> in(lottery, alias, enteredAt);
            case EntryStanding.LeftOut(var enteredAt) -> new ShownEntry(alias, true, enteredAt, true, null, null);
            case EntryStanding.Absent _ -> new ShownEntry(alias, false, null, null, null, null);
            case EntryStanding.Unknown _ -> throw EnterLottery.unknown();
        };
    }

    private ShownEntry in(Lottery lottery, Alias alias, @Nullable Instant enteredAt) {
        if (lottery.state() != LotteryState.DRAWN) {
            return new ShownEntry(alias, true, enteredAt, null, null, null);
        }
        Draw draw = published.draw(lottery.id());
        Optional<Integer> rank = draw.rankOf(alias);
        int atLeast = rank.orElse(draw.countRanks() + 1);
        EntrantsPrize prize = findPrize.find(lottery, alias, atLeast).orElse(null);
        return new ShownEntry(alias, true, enteredAt, null, rank.orElse(null), prize);
    }
}
