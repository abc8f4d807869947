package io.kaibo.lottery.entry;

import io.kaibo.base.Recent;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.pass.Pass;
import io.kaibo.lottery.pass.PassTable;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.prize.WinnerTable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of the prizes of drawn lotteries, as this instance read it at most {@code kaibo.lottery.results-kept} ago. What is final is read once.
 */
@Singleton
class KnownResults {

    /** A lottery has a thousand winners at most, and those to whom prizes were passed on. */
    private static final int LOTTERIES = 30;

    private final WinnerTable winnerTable;
    private final PassTable passTable;
    private final Published published;
    private final LotteryConfig config;
    private final Clock clock;
    private final Recent<LotteryId, PrizeResults> recent;
    private final LastUsed<LotteryId, PrizeResults> whatIsFinal = new LastUsed<>(LOTTERIES);

    KnownResults(WinnerTable winnerTable, PassTable passTable, Published published, LotteryConfig config, Clock clock) {
        this.winnerTable = winnerTable;
        this.passTable = passTable;
        this.published = published;
        this.config = config;
        this.clock = clock;
        this.recent = new Recent<>(config.resultsKept(), clock, LOTTERIES);
    }

    /** How many prizes of a drawn lottery were offered at its draw. */
    int countFirstWinners(Lottery drawn) {
        return drawn.plan()
                .countWinners(published.frozen(drawn).record().entries().count());
    }

    /** Of a lottery that is drawn; its winners are written soon after. */
    PrizeResults find(Lottery drawn) {
        return whatIsFinal
                .find(drawn.id(), _ -> findRecent(drawn).filter(PrizeResults::isFinal))
                .or(() -> findRecent(drawn))
                .orElseThrow();
    }

    private Optional<PrizeResults> findRecent(Lottery drawn) {
        return recent.find(drawn.id(), _ -> Optional.of(read(drawn)));
    }

    private PrizeResults read(Lottery drawn) {
        List<Winner> winners = winnerTable.findAllLately(drawn.id());
        List<Pass> passes = passTable.findAllLately(drawn.id());
        return new PrizeResults(winners, passes, isFinal(countFirstWinners(drawn), winners, passes));
    }

    /** True if every winner is there, no deadline is to come, no prize is to be passed on, and the passes are those that ended a part. */
    private boolean isFinal(int firstWinners, List<Winner> winners, List<Pass> passes) {
        Instant upTo = clock.instant().minus(config.passAfter());
        long passedOn = passes.stream().filter(pass -> pass.to() != null).count();
        long ended =
                winners.stream().filter(winner -> winner.passedBy() != null).count();
        return winners.size() == firstWinners + passedOn
                && passes.size() == ended
                && winners.stream()
                        .noneMatch(winner ->
                                winner.canBePassedOn() || winner.deadline().isAfter(upTo));
    }
}
