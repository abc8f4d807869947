package io.kaibo.lottery.entry;

import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryProblem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Enters a viewer into a lottery. The entry is written first, and the gate of its shard is read after it. So if the gate reads as open, the
 * freeze, which reads the entries after it has closed the gates, finds this one. In the other order the freeze could come between the two.
 */
@Singleton
class EnterLottery {

    /** Most lotteries are frozen by then. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(5);

    private final KnownLotteries lotteries;
    private final EntryRules rules;
    private final EntryTable table;
    private final FindStanding findStanding;
    private final Clock clock;

    EnterLottery(KnownLotteries lotteries, EntryRules rules, EntryTable table, FindStanding findStanding, Clock clock) {
        this.lotteries = lotteries;
        this.rules = rules;
        this.table = table;
        this.findStanding = findStanding;
        this.clock = clock;
    }

    /**
     * The viewer's entry: the existing one, or a new one.
     *
     * @throws Problem 403 if the viewer is of the staff; 404 if there is no such lottery; 409 if it takes no entries now, with its state;
     *     422 if there is no entry yet, and the comment breaks a rule of the lottery, or the template is none of results; 503 if it is not known yet whether the entry is in
     */
    ShownEntry.Entered enter(LotteryId id, Viewer viewer, EntryBody body) {
        Lottery lottery = lotteries.findPublic(id);
        Alias alias = rules.alias(lottery, viewer.person());
        return switch (enter(lottery, new EntryTable.Entrant(viewer.person(), alias), body)) {
            case EntryStanding.In(var enteredAt) -> new ShownEntry.Entered(alias, enteredAt, null);
            case EntryStanding.LeftOut(var enteredAt) -> new ShownEntry.Entered(alias, enteredAt, true);
            case EntryStanding.Unknown _ -> throw unknown();
            case EntryStanding.Absent _ ->
                throw Problem.conflict(
                        LotteryProblem.LOTTERY_CLOSED, "The lottery takes no entries now.", "state", lottery.state());
        };
    }

    private EntryStanding enter(Lottery lottery, EntryTable.Entrant entrant, EntryBody body) {
        try {
            rules.admit(lottery, entrant.alias(), body);
        } catch (Problem refused) {
            // the first entry is the answer, whatever is sent after it
            EntryStanding existing = findStanding.find(lottery, entrant.alias());
            if (existing instanceof EntryStanding.Absent) {
                throw refused;
            }
            return existing;
        }
        // as the table has it
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant closesAt = lottery.closesAt();
        if (closesAt == null || !lottery.acceptsEntries(now)) {
            return findStanding.find(lottery, entrant.alias());
        }
        Instant enteredAt = table.put(
                lottery.id(),
                entrant,
                body.templateId(),
                now,
                closesAt.plus(lottery.plan().longestClaim()));
        // read after the write: the freeze closes the gate before it reads the entries
        return findStanding.judge(lottery, entrant.alias(), enteredAt);
    }

    /** The 503 of an entry that was put about when the entries were read for the draw. */
    static Problem unknown() {
        return Problem.unavailable(
                LotteryProblem.ENTRY_UNKNOWN, "The entries are being frozen: ask again in a moment.", UNTIL_KNOWN);
    }
}
