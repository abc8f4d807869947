package io.kaibo.lottery.entry;

import io.kaibo.lottery.pass.Pass;
import io.kaibo.lottery.prize.Winner;
import java.util.List;

/**
 * What became of the prizes of a drawn lottery.
 *
 * @param isFinal true if nothing of it can change any more
 */
record PrizeResults(List<Winner> winners, List<Pass> passes, boolean isFinal) {}
