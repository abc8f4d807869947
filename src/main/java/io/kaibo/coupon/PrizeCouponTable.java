package io.kaibo.coupon;

import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Coupons and claims, many at a time and after every write that is done. */
@Singleton
public class PrizeCouponTable {

    private final Table coupons;
    private final CouponItems items;

    PrizeCouponTable(Tables tables, CouponItems items) {
        this.coupons = tables.open(CouponItems.TABLE);
        this.items = items;
    }

    /**
     * Those of the coupons that exist.
     *
     * @param ids each once
     */
    public Map<CouponId, Coupon> findCoupons(Collection<CouponId> ids) {
        return coupons.findAll(ids.stream().map(CouponItems::couponKey).toList())
                .map(items::coupon)
                .collect(Collectors.toMap(Coupon::id, Function.identity()));
    }

    /**
     * Those of the claims that exist.
     *
     * @param ids each once
     */
    public Map<ClaimId, Claim> findClaims(Collection<ClaimId> ids) {
        return coupons.findAll(ids.stream().map(ClaimItems::key).toList())
                .map(ClaimItems::claim)
                .collect(Collectors.toMap(Claim::id, Function.identity()));
    }
}
