package io.kaibo.reminder;

import java.util.Optional;

/** What became of an attempt to claim a send. */
sealed interface ClaimResult {

    record Claimed(Claim claim) implements ClaimResult {}

    /** @param found the subscription as it is; empty if it is there no more */
    record Existing(Optional<Subscription> found) implements ClaimResult {}
}
