package io.kaibo.lottery.pass;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.draw.DrawTable;
import io.kaibo.lottery.draw.RankEntrants;
import io.kaibo.lottery.record.Draw;
import io.kaibo.lottery.record.Records;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds who has a rank in a drawn lottery: among the ranks that are kept, and beyond them by ranking the entrants again. */
@Singleton
class RankedEntrants {

    /** So many ranks more than one that is asked for are ranked at once: as many as a lottery has prizes at most. */
    private static final int MORE = Prize.MOST;

    private final RankEntrants rankEntrants;
    private final DrawTable entries;
    private final Records records;

    RankedEntrants(RankEntrants rankEntrants, DrawTable entries, Records records) {
        this.rankEntrants = rankEntrants;
        this.entries = entries;
        this.records = records;
    }

    /**
     * An entrant by their rank.
     *
     * @param templateId the template of which the person accepted a message; null if none
     */
    record Ranked(
            int rank, Alias alias, Person person, @Nullable String templateId) {}

    /** The entrants of one lottery. For one thread. */
    Ranks open(Lottery lottery) {
        return new Ranks(lottery);
    }

    final class Ranks {

        private final Lottery lottery;
        private final Records.FixedFrozen frozen;
        private final Draw draw;
        private List<Alias> known;

        private Ranks(Lottery lottery) {
            this.lottery = lottery;
            this.frozen = records.findFrozen(lottery);
            this.draw = records.findDraw(lottery.id());
            this.known = draw.aliases();
        }

        /**
         * The entrant of a rank; empty if there are not so many entrants.
         *
         * @throws IllegalStateException if their entry is no longer kept
         */
        Optional<Ranked> find(int rank) {
            int entrants = frozen.record().entries().count();
            if (rank > entrants) {
                return Optional.empty();
            }
            if (rank > known.size()) {
                known = rankEntrants.rank(frozen, draw.signature(), Math.min(entrants, rank + MORE));
            }
            return Optional.of(find(rank, known.get(rank - 1)));
        }

        private Ranked find(int rank, Alias alias) {
            DrawTable.Entered entry =
                    entries.findEntries(lottery.id(), List.of(alias)).get(alias);
            if (entry == null) {
                throw new IllegalStateException("rank " + rank + " of lottery " + lottery.id() + " has no entry");
            }
            return new Ranked(rank, alias, entry.person(), entry.templateId());
        }
    }
}
