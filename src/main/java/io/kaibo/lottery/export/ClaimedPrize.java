package io.kaibo.lottery.export;

import io.kaibo.lottery.Alias;
import java.time.Instant;

/**
 * A prize that its winner has claimed.
 *
 * @param slot of the prize, from 0 in the order of the tiers
 * @param isExported true if an earlier export told it, so that its address cannot change any more
 */
record ClaimedPrize(Alias winner, int slot, Instant claimedAt, boolean isExported) {}
