package io.kaibo.lottery.claim;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.prize.Winner;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the prize that an entrant of one lottery was offered. */
@Singleton
public class FindPrize {

    private final ClaimTable table;

    FindPrize(ClaimTable table) {
        this.table = table;
    }

    /**
     * After every write that is done; empty if the entrant was offered none. Most entrants are beyond every rank that a prize can reach:
     * nothing is read for them.
     *
     * @param lottery that is drawn
     * @param rank of the entrant, or the first that theirs can be
     */
    public Optional<EntrantsPrize> find(Lottery lottery, Alias alias, int rank) {
        if (rank > lottery.plan().lastRankOffered()) {
            return Optional.empty();
        }
        return table.find(lottery.id(), alias).map(claim -> show(lottery, claim.winner()));
    }

    private static EntrantsPrize show(Lottery lottery, Winner winner) {
        return new EntrantsPrize(
                winner.slot(), lottery.plan().prizeOf(winner.slot()).tier(), winner.state(), winner.deadline());
    }
}
