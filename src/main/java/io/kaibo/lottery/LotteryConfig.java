package io.kaibo.lottery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Lotteries: limits of the shop, and how long their steps wait. */
@ConfigMapping(prefix = "kaibo.lottery")
public interface LotteryConfig {

    /** The highest value of one prize, in 分, for a shop that allows less than {@link Prize} does. */
    @WithDefault("5000000")
    int topPrize();

    /**
     * The least time that a winner has to claim a prize. The contract says an hour, and no template sets another one: less is for
     * a developer who waits for a prize to be passed on.
     */
    @WithDefault("PT1H")
    Duration leastClaim();

    /** The least time from the frozen record to drand's round: longer than a write may take that was begun. */
    @WithDefault("PT30S")
    Duration gap();

    /** From the close to the freeze: the time-out of {@code lottery-api} and five seconds, so that a request under way gets its answer. */
    @WithDefault("PT15S")
    Duration freezeAfter();

    /**
     * From a deadline to the passing on: the time-out of {@code lottery-admin}, the longest of the functions that go by deadlines, and five
     * seconds. So a claim or a withdrawal that began before the deadline is written by then.
     */
    @WithDefault("PT35S")
    Duration passAfter();

    /** How long one instance has a step of a lottery for itself: longer than the time-out of {@code lottery-draw}. */
    @WithDefault("PT330S")
    Duration stepLease();

    /** How long an instance reuses a lottery that it has read. */
    @WithDefault("PT1S")
    Duration kept();

    /**
     * How long an instance reuses what became of a drawn lottery's prizes. A thousand winners cost 50 read units, and all are in one
     * partition, which gives 3,000 a second.
     */
    @WithDefault("PT5S")
    Duration resultsKept();

    /** How long a count of a running lottery's entrants is told again: a million cost 41,500 read units. */
    @WithDefault("PT30S")
    Duration countKept();

    /** How many shards of entries are read, or winners written, at a time. */
    @WithDefault("4")
    int readers();

    /** How many winners are exported at a time. */
    @WithDefault("16")
    int exporters();

    /** How long a step that failed, or whose round is not out, waits; doubled each time. */
    @WithDefault("PT2S")
    Duration backOff();

    /** The longest such wait. */
    @WithDefault("PT15M")
    Duration longestBackOff();

    /** How long a winner's address is kept after it was left or corrected. */
    @WithDefault("P90D")
    Duration addressKept();

    /** How long one step tells winners; the next step tells the rest. With the draw of a million entries it fits the time-out of {@code lottery-draw}. */
    @WithDefault("PT60S")
    Duration tellPatience();

    /** How long after a claim its message to the coupon is taken for lost, and sent again. */
    @WithDefault("PT60S")
    Duration askAgain();

    /**
     * How long after a deadline prizes are not passed on since WeChat Pay has not said its last word about coupons that were claimed before it. After
     * that such a prize stays its winner's.
     */
    @WithDefault("P1D")
    Duration couponPatience();

    /**
     * How long winners wait until they are tried again if WeChat does not let us tell them: half as long as they have waited, within the limits of
     * the other waits. So the tries need no count.
     */
    default Duration tellBackOff(Duration waited) {
        Duration half = waited.dividedBy(2);
        if (half.compareTo(backOff()) < 0) {
            return backOff();
        }
        return half.compareTo(longestBackOff()) < 0 ? half : longestBackOff();
    }

    /** @param tries how often it waited before */
    default Duration backOff(int tries) {
        Duration again = backOff().multipliedBy(1L << Math.min(tries, 16));
        return again.compareTo(longestBackOff()) < 0 ? again : longestBackOff();
    }
}
