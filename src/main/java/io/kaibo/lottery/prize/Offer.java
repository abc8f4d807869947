package io.kaibo.lottery.prize;

import io.kaibo.lottery.Alias;
import io.kaibo.person.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A prize that is offered to a winner.
 *
 * @param slot of the prize, from 0 in the order of the tiers
 * @param rank from 1
 * @param deadline the prize can be claimed before it
 * @param templateId the template of which the winner accepted a message; null if none
 */
public record Offer(
        Alias alias,
        Person person,
        int slot,
        int rank,
        Instant offeredAt,
        Instant deadline,
        @Nullable String templateId) {}
