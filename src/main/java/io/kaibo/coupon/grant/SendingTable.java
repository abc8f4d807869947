package io.kaibo.coupon.grant;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.coupon.CouponItems;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Who asks WeChat Pay for a person now. One at a time: of two sends at once WeChat Pay refuses one, as if the person had too many. */
@Singleton
class SendingTable {

    /** No sender asks for the person now. */
    static final Condition FREE = new Condition("attribute_not_exists(leaseEnds) OR leaseEnds < :now", "sendBy");

    /** The lease is still this one. */
    static final Condition MINE = new Condition("sendBy = :lease AND attribute_exists(leaseEnds)", "releasedBy");

    private final Table coupons;

    SendingTable(Tables tables) {
        this.coupons = tables.open(CouponItems.TABLE);
    }

    /**
     * Takes the lease; false if another sender has it.
     *
     * @param lease names it
     */
    boolean take(Person person, String lease, Instant now, Instant ends) {
        return coupons.update(
                        CouponItems.sendingKey(person),
                        Update.set("leaseEnds = :ends").with(":ends", ends).with(":now", now),
                        FREE,
                        lease)
                .isDone();
    }

    /** Gives the lease back; nothing if it has lapsed and another sender has taken it. */
    void release(Person person, String lease) {
        coupons.update(
                CouponItems.sendingKey(person), Update.remove("leaseEnds").with(":lease", lease), MINE);
    }
}
