package io.kaibo.message;

import java.util.Optional;

/** What became of an attempt to claim a send. */
public sealed interface ClaimResult<R extends Recipient> {

    record Claimed<R extends Recipient>(Claim<R> claim) implements ClaimResult<R> {}

    /** @param found the recipient as it is; empty if there is none now */
    record Existing<R extends Recipient>(Optional<R> found) implements ClaimResult<R> {}
}
