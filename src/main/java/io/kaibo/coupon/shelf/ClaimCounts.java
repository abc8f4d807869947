package io.kaibo.coupon.shelf;

import java.util.SortedMap;

/**
 * How many claims of a coupon stand how.
 *
 * @param granted the used ones too
 * @param refused by WeChat Pay's words
 */
record ClaimCounts(long pending, long granted, long used, SortedMap<String, Long> refused) {

    long all() {
        return pending
                + granted
                + refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
