package io.kaibo.lottery.pass;

import io.kaibo.lottery.prize.Withdrawal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** Why a prize was passed on. */
@RegisterForReflection
public enum PassReason {
    /** Its winner did not claim it before the deadline. */
    NOT_CLAIMED,
    /** The shop withdrew it. */
    WITHDRAWN,
    /** The shop withdrew it, since it cannot get to its winner. */
    CANNOT_RECEIVE;

    /** @param withdrawal null if the prize was not withdrawn */
    static PassReason of(@Nullable Withdrawal withdrawal) {
        if (withdrawal == null) {
            return NOT_CLAIMED;
        }
        return switch (withdrawal.reason()) {
            case WITHDRAWN -> WITHDRAWN;
            case CANNOT_RECEIVE -> CANNOT_RECEIVE;
        };
    }
}
