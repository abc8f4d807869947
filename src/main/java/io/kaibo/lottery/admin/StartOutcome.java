package io.kaibo.lottery.admin;

import io.kaibo.lottery.Lottery;
import io.kaibo.lottery.LotteryId;
import java.util.List;

/** What became of the start of a lottery. */
sealed interface StartOutcome {

    record Started(Lottery lottery) implements StartOutcome {}

    /** The lottery was changed or started since it was seen. */
    record NotAsSeen() implements StartOutcome {}

    /** @param tiers of codes that have none for the plan that was seen, from 0 */
    record CodesMissing(List<Integer> tiers) implements StartOutcome {}

    /** @param lottery of the same kind, in the same room, whose close has not come yet */
    record AnotherRuns(LotteryId lottery) implements StartOutcome {}
}
