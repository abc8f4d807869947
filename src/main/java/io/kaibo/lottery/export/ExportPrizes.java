package io.kaibo.lottery.export;

import io.kaibo.http.Operator;
import io.kaibo.http.Problem;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.LotteryTable;
import io.kaibo.lottery.Prize;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Gatherers;

/**
 * Exports the claimed prizes of a lottery. A prize is marked as exported first and its address read then, so that the address which an
 * export tells is the last one. An export that fails has told nothing; sent again, it tells the same prizes, and those claimed since. A prize
 * that is withdrawn after it was marked is told as withdrawn by each later export.
 */
@Singleton
class ExportPrizes {

    private final LotteryTable lotteries;
    private final ExportTable table;
    private final OpenPrizes prizes;
    private final LotteryConfig config;
    private final Clock clock;

    ExportPrizes(LotteryTable lotteries, ExportTable table, OpenPrizes prizes, LotteryConfig config, Clock clock) {
        this.lotteries = lotteries;
        this.table = table;
        this.prizes = prizes;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The claimed prizes in the order of their slots, and those that were withdrawn after an export. Who exported how many is written before
     * this returns; those withdrawn do not count.
     *
     * @throws Problem 404 if there is no such lottery, 409 if it is not drawn
     */
    List<ExportedPrize> export(LotteryId id, Operator operator) {
        Lottery lottery = lotteries.find(id).orElseThrow(LotteryPath::noSuchLottery);
        if (lottery.state() != LotteryState.DRAWN) {
            throw Problem.conflict(LotteryProblem.LOTTERY_STATE, "The lottery is not drawn.", "state", lottery.state());
        }
        Instant now = clock.instant();
        List<ExportedPrize> exported = prizes.open(lottery, mark(lottery, now), now);
        long toBeSent = exported.stream()
                .filter(prize -> prize.note() != ExportNote.WITHDRAWN)
                .count();
        table.recordExport(id, operator.name(), toBeSent, now);
        return exported;
    }

    /** Coupons are left out: WeChat Pay sends them. */
    private List<ClaimedPrize> mark(Lottery lottery, Instant now) {
        LotteryId id = lottery.id();
        return table.findClaimed(id).stream()
                .filter(prize -> lottery.plan().prizeOf(prize.slot()).redemption() != Prize.Redemption.COUPON)
                .gather(Gatherers.mapConcurrent(
                        config.exporters(),
                        prize -> prize.isExported() || table.markExported(id, prize, now)
                                ? List.of(prize)
                                : List.<ClaimedPrize>of()))
                .flatMap(List::stream)
                .toList();
    }
}
