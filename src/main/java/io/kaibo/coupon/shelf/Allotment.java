package io.kaibo.coupon.shelf;

import org.jspecify.annotations.Nullable;

/**
 * How much of a stock rooms have.
 *
 * @param outside how many were sent before Kaibo knew the stock
 * @param allotted how many the coupons of all rooms may give
 */
record Allotment(long outside, long allotted) {

    /**
     * How many more can be allotted.
     *
     * @param known null if Kaibo did not know the stock until now
     */
    static long left(@Nullable Allotment known, long max, long distributed) {
        return known == null ? max - distributed : max - known.outside() - known.allotted();
    }
}
