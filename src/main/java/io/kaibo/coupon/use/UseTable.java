package io.kaibo.coupon.use;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.ClaimItems;
import io.kaibo.coupon.CouponItems;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * The uses of WeChat Pay's coupons. A use and a grant are two items, and each is written before the other is read: so at least one of the two
 * writers finds both, and counts. A use that is counted stands in the claim.
 */
@Singleton
class UseTable {

    /** The use was not told before. */
    static final Condition FIRST_TOLD = new Condition("attribute_not_exists(usedAt)", "toldBy");

    /** The coupon is the claim's, and its use was not counted before. */
    static final Condition NOT_COUNTED =
            new Condition("couponId = :couponId AND attribute_not_exists(usedAt)", "countedBy");

    private final Table coupons;

    UseTable(Tables tables) {
        this.coupons = tables.open(CouponItems.TABLE);
    }

    /**
     * Writes that a coupon of WeChat Pay's was used, unless it is written: the first word stays.
     *
     * @param expiresAt when the item goes: it may be no coupon of ours
     */
    void note(String couponId, Instant usedAt, Instant expiresAt) {
        coupons.update(
                CouponItems.useKey(couponId),
                Update.set("usedAt = :usedAt, expiresAt = :expiresAt")
                        .with(":usedAt", usedAt)
                        .with(":expiresAt", expiresAt.getEpochSecond()),
                FIRST_TOLD);
    }

    /** When a coupon of WeChat Pay's was used, after every write that is done; empty if no use of it was told. */
    Optional<Instant> findUse(String couponId) {
        return coupons.find(CouponItems.useKey(couponId)).map(item -> item.instant("usedAt"));
    }

    /** The claim for which WeChat Pay sent a coupon, after every write that is done; empty if it is not known. */
    Optional<ClaimId> findGrant(String couponId) {
        return coupons.find(CouponItems.grantKey(couponId)).map(ClaimItems::id);
    }

    /** Counts the use of a claim's coupon; false if it was counted before, or the coupon is another claim's. */
    boolean count(ClaimId claim, String couponId, Instant usedAt) {
        return coupons.update(
                        ClaimItems.key(claim),
                        Update.set("usedAt = :usedAt, standing = :used")
                                .with(":usedAt", usedAt)
                                .with(":used", ClaimItems.USED)
                                .with(":couponId", couponId),
                        NOT_COUNTED)
                .isDone();
    }
}
