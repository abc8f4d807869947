package io.kaibo.lottery.export;

import io.kaibo.lottery.Alias;
import java.time.Instant;

/**
 * A prize that its winner has claimed.
 *
 * @param slot of the prize, from 0 in the order of the tiers
 * @param addressLeftAt when the winner left the address or corrected it last; as {@code claimedAt} of a code
 * @param isExported true if an earlier export told it, so that its address cannot change any more
 * @param isWithdrawn true if it was withdrawn after an export
 */
record ClaimedPrize(
        Alias winner, int slot, Instant claimedAt, Instant addressLeftAt, boolean isExported, boolean isWithdrawn) {}
