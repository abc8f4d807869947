package io.kaibo.lottery.claim;

import io.kaibo.lottery.prize.PrizeState;
import io.kaibo.lottery.prize.Winner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A winner's prize, and what the winner claimed it with.
 *
 * @param address null before it is claimed, and of a code
 * @param fingerprint of the whole address, in hex; null where the address is
 * @param exportedAt when the prize was first exported for those who send prizes; null before
 */
record PrizeClaim(
        Winner winner,
        @Nullable MaskedAddress address,
        @Nullable String fingerprint,
        @Nullable Instant exportedAt) {

    /** True if it is claimed with the address of this fingerprint. */
    boolean isClaimedWith(String wanted) {
        return winner.state() == PrizeState.CLAIMED && wanted.equals(fingerprint);
    }

    /** True if a request that began then can claim the prize, or correct its address. */
    boolean isOpen(Instant begun) {
        return switch (winner.state()) {
            case OFFERED -> begun.isBefore(winner.deadline());
            case CLAIMED -> exportedAt == null && begun.isBefore(winner.deadline());
            case LAPSED, WITHDRAWN -> false;
        };
    }

    /** The same once it is claimed by a request that began then. */
    PrizeClaim claim(Instant begun, @Nullable MaskedAddress by, @Nullable String newFingerprint) {
        return new PrizeClaim(winner.claim(begun), by, newFingerprint, exportedAt);
    }
}
