package io.kaibo.reminder;

/**
 * A send that is the claimant's own.
 *
 * @param claim what its further writes are known by
 */
record Claim(Subscription subscription, String claim) {}
