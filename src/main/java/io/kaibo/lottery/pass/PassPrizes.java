package io.kaibo.lottery.pass;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConfig;
import io.kaibo.lottery.pass.RankedEntrants.Ranked;
import io.kaibo.lottery.prize.Offer;
import io.kaibo.lottery.prize.Winner;
import io.kaibo.lottery.record.Records;
import io.kaibo.lottery.record.Rules;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Passes the prizes of a drawn lottery on whose deadline has passed, if they were not claimed or were withdrawn. Each goes to the first rank
 * that was offered nothing; if there is none, or the prize was passed on as often as the rules allow, it lapses. Doing it again, or twice
 * at the same time, gives the same passes: what is passed on next follows from the offers and the passes before.
 */
@Singleton
public class PassPrizes {

    /** Each refusal means that another instance made a pass; so many in a row mean that the table is not as it must be. */
    private static final int MOST_REFUSALS = 20;

    private final PassTable table;
    private final ReadLedger ledgers;
    private final RankedEntrants entrants;
    private final Records records;
    private final LotteryConfig config;
    private final Clock clock;

    PassPrizes(
            PassTable table,
            ReadLedger ledgers,
            RankedEntrants entrants,
            Records records,
            LotteryConfig config,
            Clock clock) {
        this.table = table;
        this.ledgers = ledgers;
        this.entrants = entrants;
        this.records = records;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param passedOn how many prizes went to another rank
     * @param lapsed how many prizes no rank gets any more
     * @param nextAt when the next deadline is over; null if nothing can be passed on any more
     */
    public record Passed(int passedOn, int lapsed, @Nullable Instant nextAt) {}

    /** @throws IllegalStateException if the entry of a rank is no longer kept, or the table refuses every pass */
    public Passed pass(Lottery lottery) {
        Instant upTo = clock.instant().minus(config.passAfter());
        PrizeLedger ledger = ledgers.read(lottery, upTo);
        int passedOn = 0;
        int lapsed = 0;
        int refusals = 0;
        Optional<Winner> due = ledger.findDue(upTo);
        if (due.isPresent()) {
            Rules rules = records.findRules(lottery).rules();
            RankedEntrants.Ranks ranks = entrants.open(lottery);
            while (due.isPresent()) {
                PlannedPass planned = plan(ledger, due.get(), rules, ranks);
                if (table.write(due.get(), planned.pass(), planned.offer()).isDone()) {
                    ledger.add(planned.pass(), planned.changed(due.get()));
                    passedOn += planned.offer() == null ? 0 : 1;
                    lapsed += planned.offer() == null ? 1 : 0;
                    refusals = 0;
                } else if (++refusals < MOST_REFUSALS) {
                    ledger = ledgers.read(lottery, upTo);
                } else {
                    throw new IllegalStateException("a pass of lottery " + lottery.id() + " is refused all the time");
                }
                due = ledger.findDue(upTo);
            }
        }
        return new Passed(passedOn, lapsed, findNext(ledger, upTo));
    }

    /** When there is more to pass on: prizes that wait for the last word about a coupon are looked at again, ever more rarely. */
    private @Nullable Instant findNext(PrizeLedger ledger, Instant upTo) {
        Stream<Instant> held = ledger.findHeld().stream().map(winner -> {
            Instant now = clock.instant();
            return now.plus(config.tellBackOff(Duration.between(winner.deadline(), now)));
        });
        return Stream.concat(held, ledger.nextDue(upTo, config.passAfter()).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private PlannedPass plan(PrizeLedger ledger, Winner from, Rules rules, RankedEntrants.Ranks ranks) {
        int slot = from.slot();
        Optional<Ranked> to =
                ledger.countPassesOf(slot) < rules.passes() ? ranks.find(ledger.nextRank()) : Optional.empty();
        Instant at = ledger.timeOfNext(slot, clock.instant());
        Pass pass = new Pass(
                ledger.countPasses() + 1,
                slot,
                from.alias(),
                to.map(Ranked::alias).orElse(null),
                to.map(Ranked::rank).orElse(null),
                PassReason.of(from.withdrawal()),
                at);
        Offer offer = to.map(next -> new Offer(
                        next.alias(),
                        next.person(),
                        slot,
                        next.rank(),
                        at,
                        at.plusSeconds(rules.claimSeconds()),
                        next.templateId()))
                .orElse(null);
        return new PlannedPass(pass, offer);
    }
}
