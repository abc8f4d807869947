package io.kaibo.coupon.shelf;

import io.kaibo.aws.Item;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Words;
import io.kaibo.coupon.Claim;
import io.kaibo.coupon.ClaimItems;
import io.kaibo.coupon.ClaimState;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Counts claims. */
@Singleton
class CountTable {

    /** As many claims are shown at a time. */
    private static final int MOST = 100;

    private final Table coupons;

    CountTable(Tables tables) {
        this.coupons = tables.open(CouponItems.TABLE);
    }

    /** How many claims of a coupon are pending, without the newest perhaps. It reads only those. */
    long countPending(CouponId coupon) {
        return queryPending(coupon).mapToLong(coupons::count).sum();
    }

    /** Some of the pending claims of a coupon, without the newest perhaps. */
    List<Claim> findPending(CouponId coupon) {
        List<Map<String, AttributeValue>> keys = queryPending(coupon)
                .flatMap(coupons::query)
                .limit(MOST)
                .map(entry -> Item.key(entry.text("pk"), entry.text("sk")))
                .toList();
        return coupons.findAll(keys)
                .map(ClaimItems::claim)
                .filter(claim -> claim.state() == ClaimState.PENDING)
                .toList();
    }

    private static Stream<Query> queryPending(CouponId coupon) {
        return IntStream.range(0, ClaimItems.INDEX_KEYS)
                .mapToObj(shard -> Query.by("counted = :counted AND standing = :pending")
                        .ofIndex(ClaimItems.COUNT_INDEX)
                        .with(":counted", ClaimItems.counted(coupon, shard))
                        .with(":pending", ClaimState.PENDING));
    }

    /** How many claims of a coupon stand how, without the newest perhaps. */
    ClaimCounts count(CouponId coupon) {
        Map<String, Long> counts = new HashMap<>();
        for (int shard = 0; shard < ClaimItems.INDEX_KEYS; shard++) {
            coupons.query(Query.by("counted = :counted")
                            .ofIndex(ClaimItems.COUNT_INDEX)
                            .returning("standing")
                            .with(":counted", ClaimItems.counted(coupon, shard)))
                    .forEach(claim -> counts.merge(claim.text("standing"), 1L, Long::sum));
        }
        SortedMap<String, Long> refused = new TreeMap<>();
        counts.forEach((standing, count) -> ClaimItems.refusal(standing).ifPresent(code -> refused.put(code, count)));
        long used = counts.getOrDefault(ClaimItems.USED, 0L);
        return new ClaimCounts(
                counts.getOrDefault(Words.of(ClaimState.PENDING), 0L),
                counts.getOrDefault(Words.of(ClaimState.GRANTED), 0L) + used,
                used,
                refused);
    }
}
