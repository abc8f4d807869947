package io.kaibo.coupon.grant;

import io.kaibo.coupon.Claim;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claim, and what WeChat Pay said of it that was not its last word.
 *
 * @param delayedAt when it first did not answer, or could not be understood: the send may have had its effect; null if it always answered
 * @param limitAt when it first said a word that ends the claim once it is said again; null if it did not
 * @param blockedAt when it first said a word that may concern the person or all; null if it did not
 * @param usedUpAt when its stock was read as stopped, ended or fully distributed, after it had said that there are not enough, or
 *     such a word; null if it was not
 */
record Attempt(
        Claim claim,
        @Nullable Instant delayedAt,
        @Nullable Instant limitAt,
        @Nullable Instant blockedAt,
        @Nullable Instant usedUpAt) {

    Attempt noteDelay(Instant now) {
        return new Attempt(claim, delayedAt == null ? now : delayedAt, limitAt, blockedAt, usedUpAt);
    }

    Attempt noteLimit(Instant now) {
        return new Attempt(claim, delayedAt, limitAt == null ? now : limitAt, blockedAt, usedUpAt);
    }

    Attempt noteBlock(Instant now) {
        return new Attempt(claim, delayedAt, limitAt, blockedAt == null ? now : blockedAt, usedUpAt);
    }

    Attempt noteUsedUp(Instant now) {
        return new Attempt(claim, delayedAt, limitAt, blockedAt, usedUpAt == null ? now : usedUpAt);
    }
}
