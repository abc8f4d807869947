package io.kaibo.lottery.entry;

import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.AliasKey;
import io.kaibo.lottery.Keyword;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryKind;
import io.kaibo.lottery.LotteryPlan;
import io.kaibo.lottery.LotteryProblem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Enters a viewer into a lottery. The entry is written first, and the gate of its shard is read after it. So if the gate reads as open, the
 * freeze, which reads the entries after it has closed the gates, finds this one. In the other order the freeze could come between the two.
 */
@Singleton
class EnterLottery {

    /** Most lotteries are frozen by then. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(5);

    private final KnownLotteries lotteries;
    private final Published published;
    private final EntryTable table;
    private final FindStanding findStanding;
    private final AliasKey aliasKey;
    private final Clock clock;

    EnterLottery(
            KnownLotteries lotteries,
            Published published,
            EntryTable table,
            FindStanding findStanding,
            AliasKey aliasKey,
            Clock clock) {
        this.lotteries = lotteries;
        this.published = published;
        this.table = table;
        this.findStanding = findStanding;
        this.aliasKey = aliasKey;
        this.clock = clock;
    }

    /**
     * The viewer's entry: the existing one, or a new one.
     *
     * @throws Problem 403 if the viewer is of the staff; 404 if there is no such lottery; 409 if it takes no entries now, with its state;
     *     422 if the comment breaks a rule of the lottery; 503 if it is not known yet whether the entry is in
     */
    ShownEntry.Entered enter(LotteryId id, Viewer viewer, EntryBody body) {
        Lottery lottery = lotteries.findPublic(id);
        checkText(lottery.plan(), body.text());
        Alias alias = aliasKey.derive(id, viewer.person());
        if (published.isStaff(id, alias)) {
            throw Problem.forbidden(LotteryProblem.STAFF_EXCLUDED, "The shop's own people cannot take part.");
        }
        return switch (enter(lottery, new EntryTable.Entrant(viewer.person(), alias), body.templateId())) {
            case EntryStanding.In(var enteredAt) -> new ShownEntry.Entered(alias, enteredAt, null);
            case EntryStanding.LeftOut(var enteredAt) -> new ShownEntry.Entered(alias, enteredAt, true);
            case EntryStanding.Unknown _ -> throw unknown();
            case EntryStanding.Absent _ ->
                throw Problem.conflict(
                        LotteryProblem.LOTTERY_CLOSED, "The lottery takes no entries now.", "state", lottery.state());
        };
    }

    private EntryStanding enter(Lottery lottery, EntryTable.Entrant entrant, @Nullable String templateId) {
        // as the table has it
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant closesAt = lottery.closesAt();
        if (closesAt == null || !lottery.acceptsEntries(now)) {
            return findStanding.find(lottery, entrant.alias());
        }
        Instant enteredAt = table.put(
                lottery.id(),
                entrant,
                templateId,
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

    private static void checkText(LotteryPlan plan, @Nullable String text) {
        String keyword = plan.keyword();
        if (plan.kind() == LotteryKind.LIKE && text != null) {
            throw invalid("must be absent: this lottery asks for likes");
        }
        if (keyword == null) {
            return;
        }
        if (text == null) {
            throw invalid("must not be null: this lottery asks for a comment with its keyword");
        }
        if (!Keyword.isIn(text, keyword)) {
            throw invalid("must have the keyword of this lottery");
        }
    }

    private static Problem invalid(String detail) {
        return Problem.invalid(List.of(new Problem.FieldError("text", detail)));
    }
}
