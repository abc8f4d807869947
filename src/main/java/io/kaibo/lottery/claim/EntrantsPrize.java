package io.kaibo.lottery.claim;

import io.kaibo.lottery.prize.PrizeState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * The prize that an entrant was offered.
 *
 * @param slot of the prize, from 0 in the order of the tiers
 * @param tier such as 一等奖
 * @param deadline it can be claimed before it
 */
@RegisterForReflection
public record EntrantsPrize(int slot, String tier, PrizeState state, Instant deadline) {}
