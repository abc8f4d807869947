package io.kaibo.coupon;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Coupons: how long instances go by what they read, and how sends wait. */
@ConfigMapping(prefix = "kaibo.coupon")
public interface CouponConfig {

    /** How long an instance reuses a coupon that it has read, and goes by its being sold out. */
    @WithDefault("PT5S")
    Duration kept();

    /** How long after a claim it is looked after, if nothing has come of it. */
    @WithDefault("PT60S")
    Duration lookAfter();

    /** How long after it was looked after a claim is looked after again, if nothing has come of it. */
    @WithDefault("PT10M")
    Duration lookAfterAgain();

    /** How long one sender has a person for itself: longer than the time-out of {@code coupon-grant} and one call. */
    @WithDefault("PT90S")
    Duration sendLease();

    /** A send begins only if so much of the lease is left: the longest that a call takes. */
    @WithDefault("PT15S")
    Duration longestSend();

    /** The least time between two sends of an instance: WeChat Pay takes 500 a second of a merchant, and 50 instances send. */
    @WithDefault("PT0.125S")
    Duration pace();

    /** How long after WeChat Pay names a person's limit it is asked again, to see whether that was its last word. */
    @WithDefault("PT30S")
    Duration secondOpinion();

    /** How long a send that came to nothing waits; doubled each time. */
    @WithDefault("PT5S")
    Duration backOff();

    /** The longest such wait. */
    @WithDefault("PT5M")
    Duration longestBackOff();

    /** The longest delay of a message; SQS knows none that is longer than a quarter of an hour. */
    @WithDefault("PT15M")
    Duration longestDelay();

    /** The delay of a message, or the longest that there is. */
    default Duration limit(Duration delay) {
        return delay.compareTo(longestDelay()) < 0 ? delay : longestDelay();
    }

    /** @param round how often it was tried before */
    default Duration backOff(int round) {
        Duration again = backOff().multipliedBy(1L << Math.min(round, 16));
        return again.compareTo(longestBackOff()) < 0 ? again : longestBackOff();
    }
}
