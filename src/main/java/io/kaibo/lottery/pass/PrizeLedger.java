package io.kaibo.lottery.pass;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.prize.Winner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The winners and the passes of a lottery, and what the rules say of the next pass. The order of passes follows from the offers alone, and
 * not from when an instance makes them: the earliest deadline comes first, and of one deadline the first slot. For one thread.
 */
final class PrizeLedger {

    private static final Comparator<Winner> ORDER =
            Comparator.comparing(Winner::deadline).thenComparingInt(Winner::slot);

    private final Map<Alias, Winner> winners = new HashMap<>();
    private final Map<Integer, Integer> timesPassedOn = new HashMap<>();
    private final @Nullable Winner held;
    private @Nullable Pass last;
    private int lastRank;

    /** @param pending winners for whose prizes those that come after them in the order wait */
    PrizeLedger(List<Winner> winners, List<Pass> passes, List<Winner> pending) {
        held = pending.stream().min(ORDER).orElse(null);
        winners.forEach(this::put);
        passes.forEach(this::count);
    }

    /**
     * The winner whose prize is passed on next; empty if there is none.
     *
     * @param upTo deadlines until then have passed
     */
    Optional<Winner> findDue(Instant upTo) {
        return winners.values().stream()
                .filter(Winner::canBePassedOn)
                .filter(winner -> !winner.deadline().isAfter(upTo))
                .filter(this::isInOrder)
                .min(ORDER);
    }

    /** The first winner for whose prize others wait; empty if none do. */
    Optional<Winner> findHeld() {
        return Optional.ofNullable(held);
    }

    /** A coupon that is refused when prizes after it were passed on stays its winner's, who gets nothing: the order is part of the proof. */
    private boolean isInOrder(Winner winner) {
        Winner before = last == null ? null : winners.get(last.from());
        return (held == null || ORDER.compare(winner, held) < 0)
                && (before == null || ORDER.compare(before, winner) < 0);
    }

    int countPasses() {
        return last == null ? 0 : last.number();
    }

    int countPassesOf(int slot) {
        return timesPassedOn.getOrDefault(slot, 0);
    }

    /** The first rank that was offered nothing. */
    int nextRank() {
        return lastRank + 1;
    }

    /** The time of the next pass, in whole seconds: now, or as much later as keeps passes of one second in the order of their slots. */
    Instant timeOfNext(int slot, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        if (last == null) {
            return second;
        }
        Instant earliest = slot > last.slot() ? last.at() : last.at().plusSeconds(1);
        return second.isBefore(earliest) ? earliest : second;
    }

    /** Takes a pass in that was written, and the winners whom it changed. */
    void add(Pass pass, List<Winner> changed) {
        count(pass);
        changed.forEach(this::put);
    }

    /** When the next deadline is over that is still to come: a prize that is claimed can be withdrawn until then. Empty if there is none. */
    Optional<Instant> nextDue(Instant upTo, Duration wait) {
        return winners.values().stream()
                .map(Winner::deadline)
                .filter(deadline -> deadline.isAfter(upTo))
                .min(Comparator.naturalOrder())
                .map(deadline -> deadline.plus(wait));
    }

    private void put(Winner winner) {
        winners.put(winner.alias(), winner);
        lastRank = Math.max(lastRank, winner.rank());
    }

    private void count(Pass pass) {
        last = pass;
        if (pass.to() != null) {
            timesPassedOn.merge(pass.slot(), 1, Integer::sum);
        }
    }
}
