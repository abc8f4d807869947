package io.kaibo.lottery.tell;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.message.Recipient;
import io.kaibo.message.SendState;
import io.kaibo.person.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A winner who accepted a message when they entered, and is to get it.
 *
 * @param slot of the prize, from 0 in the order of the tiers
 * @param prize what became of the prize
 * @param offeredAt when the lottery was drawn, or the prize was passed on to this winner
 * @param deadline the prize can be claimed before it
 * @param templateId the template of which the winner accepted a message
 * @param leaseEnds when the lease of the instance that sends ends; null if none sends
 */
public record ToldWinner(
        LotteryId lottery,
        Alias alias,
        Person person,
        int slot,
        PrizeState prize,
        Instant offeredAt,
        Instant deadline,
        String templateId,
        SendState state,
        @Nullable Instant leaseEnds)
        implements Recipient {

    boolean isWaiting() {
        return state == SendState.WAITING;
    }

    /** True while the message has something new to say: the prize waits for the winner, who can still claim it. */
    boolean needsMessage(Instant now) {
        return prize == PrizeState.OFFERED && now.isBefore(deadline);
    }

    /** Names no person. */
    @Override
    public String toString() {
        return "ToldWinner[" + lottery + ", " + slot + ", " + state + "]";
    }
}
