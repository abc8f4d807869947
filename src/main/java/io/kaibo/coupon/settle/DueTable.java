package io.kaibo.coupon.settle;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.ClaimItems;
import io.kaibo.coupon.CouponItems;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.stream.Stream;

/** The claims that are to be looked after. */
@Singleton
class DueTable {

    /** The claim was not looked after since it was seen, and nothing has come of it. */
    static final Condition AS_SEEN = new Condition("dueAt = :seen", "settledBy");

    private final Table coupons;

    DueTable(Tables tables) {
        this.coupons = tables.open(CouponItems.TABLE);
    }

    /** A pending claim, and when it is looked after. */
    record Due(ClaimId claim, Instant dueAt, Instant claimedAt) {

        boolean isDue(Instant now) {
            return dueAt.isBefore(now);
        }
    }

    /**
     * The pending claims of one key of the index, the longest due first, without the newest writes perhaps.
     *
     * @param key from 0
     */
    Stream<Due> find(int key) {
        return coupons.query(
                        Query.by("due = :due").ofIndex(ClaimItems.DUE_INDEX).with(":due", ClaimItems.due(key)))
                .map(item -> new Due(ClaimItems.id(item), item.instant("dueAt"), item.instant("claimedAt")));
    }

    /** Puts it off; false if it is not as it was seen. */
    boolean putOff(Due seen, Instant dueAt) {
        return coupons.update(
                        ClaimItems.key(seen.claim()),
                        Update.set("dueAt = :next").with(":next", dueAt).with(":seen", seen.dueAt()),
                        AS_SEEN)
                .isDone();
    }
}
