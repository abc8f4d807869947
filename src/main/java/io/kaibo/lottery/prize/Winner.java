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
 * @param withdrawal null unless it was withdrawn
 * @param passedBy the number of the pass that ended this winner's part: the prize went to the next rank, or lapsed. Null before
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
        @Nullable Instant claimedAt,
        @Nullable Withdrawal withdrawal,
        @Nullable Integer passedBy) {

    /** A winner whose offer was just written. */
    public static Winner of(LotteryId lottery, Offer offer) {
        return new Winner(
                lottery,
                offer.alias(),
                offer.person(),
                offer.slot(),
                offer.rank(),
                PrizeState.OFFERED,
                offer.offeredAt(),
                offer.deadline(),
                null,
                null,
                null);
    }

    /** The winner once their prize is claimed, for the first time or again. */
    public Winner claim(Instant at) {
        Instant first = claimedAt == null ? at : claimedAt;
        return new Winner(
                lottery,
                alias,
                person,
                slot,
                rank,
                PrizeState.CLAIMED,
                offeredAt,
                deadline,
                first,
                withdrawal,
                passedBy);
    }

    /** The winner once the pass of this number has ended their part: an offer lapses with it. */
    public Winner endedBy(int pass) {
        PrizeState after = state == PrizeState.OFFERED ? PrizeState.LAPSED : state;
        return new Winner(lottery, alias, person, slot, rank, after, offeredAt, deadline, claimedAt, withdrawal, pass);
    }

    /** True while the prize can still be passed on: it is not claimed, and no pass has ended this winner's part. */
    public boolean canBePassedOn() {
        return passedBy == null && (state == PrizeState.OFFERED || state == PrizeState.WITHDRAWN);
    }
}
