package io.kaibo.reminder.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What became of a message to followers of the live rooms, in WeChat's count.
 *
 * @param total how many openids it was for
 * @param success how many of them it came to
 * @param openidErrors how many were no openids
 * @param relationErrors how many do not follow
 * @param userLimits how many get no more messages for now
 * @param internalErrors how many failed for other reasons
 */
@RegisterForReflection
public record LivePush(
        Instant at,
        long total,
        long success,
        long openidErrors,
        long relationErrors,
        long userLimits,
        long internalErrors) {}
