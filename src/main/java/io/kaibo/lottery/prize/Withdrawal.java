package io.kaibo.lottery.prize;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Why and when the shop withdrew a prize, as viewers read it.
 *
 * @param words the shop's
 */
@RegisterForReflection
public record Withdrawal(Reason reason, String words, Instant at) {

    /** Why a prize can be withdrawn. */
    public enum Reason {
        /** For the reason that the words say. */
        WITHDRAWN,
        /** It cannot get to its winner. */
        CANNOT_RECEIVE
    }

    /** True if it is the same reason, in the same words. */
    public boolean says(Reason otherReason, String otherWords) {
        return reason == otherReason && words.equals(otherWords);
    }
}
