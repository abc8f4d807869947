package io.kaibo.lottery.prize;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.person.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A winner, and what became of their prize.
 *
 * @param slot of the prize, from 0 in the order of the tiers
 * @param rank from 1
 * @param offeredAt when the lottery was drawn, or the prize was passed on to this winner
 * @param deadline the prize can be claimed before it
 * @param claimedAt when it was claimed first; null before
 */
public record Winner(
        LotteryId lottery,
        Alias alias,
        Person person,
        int slot,
        int rank,
        PrizeState state,
        Instant offeredAt,
        Instant deadline,
        @Nullable Instant claimedAt) {}
