package io.kaibo.reminder;

import java.util.Optional;

/** What became of an attempt to claim a send. */
sealed interface Claiming {

    record Mine(Claim claim) implements Claiming {}

    /** @param found the subscription as it is; empty if it is there no more */
    record Others(Optional<Subscription> found) implements Claiming {}
}
