package io.kaibo.coupon.prize;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.Update;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponState;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The end of coupons that are prizes. */
@Singleton
class PrizeClosingTable {

    /** It is the one that was seen, it is not closed, and no claim was written since. */
    static final Condition AS_SEEN =
            Condition.inTransaction("#state = :prize AND prizeClaims = :seen AND createdAt = :createdAt"
                    + " AND (attribute_not_exists(offAt) OR offAt = :offAt)");

    private final Tables tables;
    private final Table coupons;
    private final CouponItems items;

    PrizeClosingTable(Tables tables, CouponItems items) {
        this.tables = tables;
        this.coupons = tables.open(CouponItems.TABLE);
        this.items = items;
    }

    /**
     * @param claims how many claims of it were ever written
     * @param offAt when a claim that was refused last took its ticket back; null if none did
     */
    record Counted(Coupon coupon, long claims, @Nullable Instant offAt) {

        boolean isClosed() {
            return coupon.state() == CouponState.CLOSED;
        }
    }

    /** After every write that is done. */
    Counted find(CouponId id) {
        Item item = coupons.find(CouponItems.couponKey(id)).orElseThrow();
        return new Counted(items.coupon(item), item.number("prizeClaims"), item.instantOrNull("offAt"));
    }

    /**
     * Closes a coupon and gives a part of it back to its stock; false if it is not as it was seen. One of which no claim was ever written leaves
     * its place to another.
     */
    boolean close(Counted seen, long rest) {
        Update closed = Update.set("#state = :closed")
                .named("#state", "state")
                .with(":closed", CouponState.CLOSED)
                .with(":prize", CouponState.PRIZE)
                .with(":seen", seen.claims())
                .with(":createdAt", seen.coupon().createdAt())
                .with(":offAt", seen.offAt() == null ? Instant.EPOCH : seen.offAt());
        if (seen.claims() == 0) {
            closed.andSet("replaceable = :true").with(":true", true);
        }
        return tables.write(new Transaction()
                        .update(coupons, CouponItems.couponKey(seen.coupon().id()), closed, AS_SEEN)
                        .update(
                                coupons,
                                CouponItems.stockKey(seen.coupon().plan().stockId()),
                                Update.set("allotted = allotted - :rest").with(":rest", rest)))
                .isDone();
    }
}
