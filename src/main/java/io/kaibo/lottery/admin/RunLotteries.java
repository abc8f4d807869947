package io.kaibo.lottery.admin;

import io.kaibo.http.Operator;
import io.kaibo.http.Problem;
import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryConflict;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryProblem;
import io.kaibo.lottery.LotteryState;
import io.kaibo.lottery.StepQueue;
import io.kaibo.lottery.VoidReason;
import io.kaibo.lottery.record.Rules;
import io.kaibo.room.RoomHead;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/** Starts lotteries, and makes them void before their close. */
@Singleton
class RunLotteries {

    private static final Logger LOG = Logger.getLogger(RunLotteries.class);

    private final RunTable table;
    private final FindManagedLotteries lotteries;
    private final FixRules rules;
    private final StepQueue steps;
    private final CheckStart checks;
    private final Clock clock;

    RunLotteries(
            RunTable table,
            FindManagedLotteries lotteries,
            FixRules rules,
            StepQueue steps,
            CheckStart checks,
            Clock clock) {
        this.table = table;
        this.lotteries = lotteries;
        this.rules = rules;
        this.steps = steps;
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * Starts a lottery, or finds it started with the plan that was seen: a request whose answer was lost can be sent again.
     *
     * @param operator who may start what they see: an anchor sees no drafts
     * @throws Problem 404 if there is none; 409 if it was changed, or is void, or has no codes for a tier of codes, no coupon that fits for one of coupons, or another one of its
     *     kind runs, or the room is not on air or planned to end before the close
     */
    Lottery start(LotteryId id, StartBody body, Operator operator) {
        Lottery seen = lotteries.find(id, operator);
        if (!seen.state().isOpenToChange()) {
            return startedBefore(seen, body);
        }
        if (!seen.version().equals(body.version())) {
            throw LotteryConflict.ofPlan(seen);
        }
        RoomHead room = checks.findRoom(seen);
        FixRules.Committed committed = rules.commit(id);
        // read after what takes time: the shortest lottery is open for ten seconds
        Instant now = clock.instant();
        Rules.Times times = times(seen, now);
        checks.check(seen, room, times, body.mayCloseAfterRoom());
        byte[] bytes = rules.write(seen, times, committed);
        return switch (table.start(seen, times, committed.seed(), bytes, now)) {
            case StartOutcome.Started(Lottery started) -> {
                sendStep(id, now);
                yield started;
            }
            case StartOutcome.NotAsSeen _ -> startedBefore(lotteries.find(id, operator), body);
            case StartOutcome.CodesMissing(List<Integer> tiers) ->
                throw Problem.conflict(
                        LotteryProblem.CODES_MISSING,
                        "Each tier whose prizes are codes needs its codes before the start.",
                        "tiers",
                        tiers);
            case StartOutcome.AnotherRuns(LotteryId other) ->
                throw Problem.conflict(
                        LotteryProblem.LOTTERY_RUNNING,
                        "Another lottery of this kind runs in the room.",
                        "lotteryId",
                        other);
        };
    }

    private static Rules.Times times(Lottery lottery, Instant now) {
        Instant opensAt = now.truncatedTo(ChronoUnit.SECONDS);
        return new Rules.Times(opensAt, opensAt.plusSeconds(lottery.plan().countdownSeconds()));
    }

    /** Has the change be announced. Without the message that is up to a minute later: the sweep finds what is due. */
    private void sendStep(LotteryId id, Instant now) {
        try {
            steps.sendIfNear(id, now);
        } catch (RuntimeException e) {
            LOG.warnf(e, "lottery %s is changed, and its announcement is left to the sweep", id);
        }
    }

    private static Lottery startedBefore(Lottery found, StartBody body) {
        boolean isRunOrWas = found.opensAt() != null && found.state() != LotteryState.VOID;
        if (isRunOrWas && found.version().equals(body.version())) {
            return found;
        }
        throw found.state().isOpenToChange() ? LotteryConflict.ofPlan(found) : isIn(found);
    }

    private static Problem isIn(Lottery found) {
        return LotteryConflict.ofState(found, "The lottery's state does not allow it.");
    }

    /**
     * Makes a running lottery void before its close, for a reason that viewers read. The first reason stands.
     *
     * @throws Problem 404 if there is none, 409 if it does not run, or has closed
     */
    Lottery makeVoid(LotteryId id, String words, Operator operator) {
        Lottery seen = lotteries.find(id, operator);
        if (seen.state() == LotteryState.RUNNING) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (table.voidByOperator(seen, words, now)) {
                sendStep(id, now);
            }
        }
        Lottery found = lotteries.find(id, operator);
        if (found.voided() == null || found.voided().reason() != VoidReason.BY_OPERATOR) {
            throw cannotBeVoid(found);
        }
        return found;
    }

    private static Problem cannotBeVoid(Lottery found) {
        String why = switch (found.state()) {
            case DRAFT, READY -> "The lottery is not started, so there is nothing to call off: delete it.";
            case RUNNING, FROZEN, DRAWN ->
                "The lottery has closed. It can be made void before its close alone; after the draw a single prize can be withdrawn.";
            case VOID -> "The lottery is void already, for another reason.";
        };
        return Problem.conflict(LotteryProblem.LOTTERY_STATE, why, "state", found.state());
    }
}
