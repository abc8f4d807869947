package io.kaibo.lottery.prize;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What became of a prize that a winner was offered: {@code offered → claimed | lapsed | withdrawn}, or {@code claimed → withdrawn}. */
@RegisterForReflection
public enum PrizeState {
    /** The winner can claim it until the deadline. */
    OFFERED,
    /** The winner left an address, or was shown the code. */
    CLAIMED,
    /** The winner did not claim it in time. */
    LAPSED,
    /** The shop took it back, for a reason that it published. */
    WITHDRAWN
}
