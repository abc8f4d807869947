package io.kaibo.lottery.claim;

import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.lottery.AliasKey;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryTable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Claims a prize for its winner. A claim counts if its request began before the deadline: the prize is passed on only when every such
 * request has ended.
 */
@Singleton
class ClaimPrize {

    private final LotteryTable lotteries;
    private final ClaimTable table;
    private final WritePrizeClaim writeClaim;
    private final ShowPrizes show;
    private final AliasKey aliasKey;
    private final Clock clock;

    ClaimPrize(
            LotteryTable lotteries,
            ClaimTable table,
            WritePrizeClaim writeClaim,
            ShowPrizes show,
            AliasKey aliasKey,
            Clock clock) {
        this.lotteries = lotteries;
        this.table = table;
        this.writeClaim = writeClaim;
        this.show = show;
        this.aliasKey = aliasKey;
        this.clock = clock;
    }

    /**
     * The prize once it is claimed, by this request or an earlier one.
     *
     * @throws NotYetOfferedException if the prizes of the lottery are not all offered yet, and none to this viewer
     * @throws Problem 403 if the viewer was offered no prize; 404 if there is no such lottery; 409 if it is too late, if the prize was withdrawn, or if the address
     *     was exported; 422 if the body is not what the prize needs
     */
    ShownPrize claim(LotteryId id, Viewer viewer, ClaimBody body) {
        // as the table has it
        Instant begun = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Lottery lottery =
                lotteries.find(id).filter(found -> found.state().isPublic()).orElseThrow(LotteryPath::noSuchLottery);
        PrizeClaim offered =
                table.find(id, aliasKey.derive(id, viewer.person())).orElseThrow(() -> noPrize(lottery));
        return show.show(lottery, writeClaim.claim(lottery, offered, body.address(), begun));
    }

    private RuntimeException noPrize(Lottery lottery) {
        return lottery.state() == LotteryState.DRAWN && !table.areOffered(lottery.id())
                ? new NotYetOfferedException()
                : Problem.forbidden(LotteryProblem.NOT_A_WINNER, "This viewer has no prize of the lottery.");
    }
}
