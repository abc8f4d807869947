package io.kaibo.lottery.pass;

import io.kaibo.aws.Metrics;
import io.kaibo.http.Problem;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.lottery.LotteryTable;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.WinnerTable;
import io.kaibo.lottery.prize.Withdrawal;
import io.kaibo.lottery.record.Records;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Withdraws a prize before its deadline, for a reason that viewers read. It is passed on after the deadline, with those that were not
 * claimed: so the shop cannot choose which rank it goes to.
 */
@Singleton
class WithdrawPrize {

    private static final int PERCENT = 100;

    private final WithdrawalTable table;
    private final WinnerTable winners;
    private final LotteryTable lotteries;
    private final Records records;
    private final Metrics metrics;
    private final Clock clock;

    WithdrawPrize(
            WithdrawalTable table,
            WinnerTable winners,
            LotteryTable lotteries,
            Records records,
            Metrics metrics,
            Clock clock) {
        this.table = table;
        this.winners = winners;
        this.lotteries = lotteries;
        this.records = records;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Withdraws the prize, or finds it withdrawn for the same reason in the same words.
     *
     * @throws Problem 404 if there is no such lottery, or no such winner in it; 409 if the prize was claimed and is a code, is withdrawn with
     *     another reason, has lapsed, or its deadline has passed
     */
    WithdrawnPrize withdraw(LotteryId id, Alias alias, WithdrawBody body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Lottery lottery = lotteries.find(id).orElseThrow(LotteryPath::noSuchLottery);
        Winner seen = find(id, alias);
        Prize.Redemption redemption = lottery.plan().prizeOf(seen.slot()).redemption();
        boolean isNew = seen.withdrawal() == null
                && table.write(seen, redemption, new Withdrawal(body.reason(), body.words(), now))
                        .isDone();
        seen = find(id, alias);
        Withdrawal withdrawal = seen.withdrawal();
        if (withdrawal == null || !withdrawal.says(body.reason(), body.words())) {
            throw Problem.conflict(
                    LotteryProblem.PRIZE_STATE,
                    "The prize cannot be withdrawn: " + why(seen, redemption) + ".",
                    "state",
                    seen.state());
        }
        count(id, isNew);
        return WithdrawnPrize.of(seen);
    }

    /** The conditional write refuses what is withdrawn, what is a code that was claimed, and what is past its deadline. */
    private static String why(Winner found, Prize.Redemption redemption) {
        if (found.withdrawal() != null) {
            return "it is withdrawn already, for another reason or in other words";
        }
        if (found.state() != PrizeState.CLAIMED) {
            return "its deadline has passed";
        }
        return switch (redemption) {
            case ADDRESS -> "its deadline has passed";
            case CODE -> "it is a code, and its winner has seen it";
            case COUPON -> "it is a coupon, and WeChat Pay is asked for it";
        };
    }

    private Winner find(LotteryId id, Alias alias) {
        return winners.find(id, alias).orElseThrow(WithdrawPrize::noSuchWinner);
    }

    static Problem noSuchWinner() {
        return Problem.notFound("The lottery has no such winner.");
    }

    /** The share is printed also if the prize was withdrawn before: its highest value sets the alarm off, and this makes up for a crash. */
    private void count(LotteryId id, boolean isNew) {
        Lottery lottery = lotteries.find(id).orElseThrow(LotteryPath::noSuchLottery);
        int entries = records.findFrozen(lottery).record().entries().count();
        int prizes = lottery.plan().countWinners(entries);
        metrics.beginForThisFunction()
                .with("lottery", id.value())
                .count(LotteryPrizeMetric.WITHDRAWN, isNew ? 1 : 0)
                .count(LotteryPrizeMetric.WITHDRAWN_PERCENT, Math.ceilDiv(PERCENT * lottery.withdrawn(), prizes))
                .print();
    }
}
