package io.kaibo.lottery;

import io.kaibo.http.Problem;

/** The 409 of a request that goes by an older plan or state of a lottery than it has. */
public final class LotteryConflict {

    private LotteryConflict() {}

    /** What was asked can be done before the start alone, with the plan that was read. */
    public static Problem beforeStart(Lottery found) {
        return found.state().isOpenToChange() ? ofPlan(found) : ofState(found, "The lottery was started.");
    }

    /** The plan is another one since it was read. */
    public static Problem ofPlan(Lottery found) {
        return Problem.conflict(
                LotteryProblem.LOTTERY_CHANGED,
                "The lottery was changed since it was read.",
                "version",
                found.version());
    }

    /** @param detail what the state does not allow */
    public static Problem ofState(Lottery found, String detail) {
        return Problem.conflict(LotteryProblem.LOTTERY_STATE, detail, "state", found.state());
    }
}
