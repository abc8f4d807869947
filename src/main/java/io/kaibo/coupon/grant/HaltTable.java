package io.kaibo.coupon.grant;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Update;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Halts: of all coupons, where a failure is that of the account, and of one, where it may be that of its stock. A halt may be written again:
 * the last reason stands. A coupon is taken off the shelf and closed once, under a condition.
 */
@Singleton
public class HaltTable {

    /** The coupon was not closed before. */
    static final Condition NOT_CLOSED = new Condition("attribute_exists(pk) AND #state <> :closed", "closedBy");

    /** The coupon is on the shelf. */
    static final Condition ON_SHELF = new Condition("#state = :on", "takenOffBy");

    /** There is such a coupon. */
    static final Condition IS_THERE = new Condition("attribute_exists(pk)", "haltedBy");

    private final Table coupons;

    HaltTable(Tables tables) {
        this.coupons = tables.open(CouponItems.TABLE);
    }

    /** Why WeChat Pay is asked for nothing, without the newest writes perhaps; empty if it is asked. */
    public Optional<GrantHalt> find() {
        return coupons.findEventuallyConsistent(CouponItems.haltKey())
                .filter(item -> item.has("reason"))
                .map(HaltTable::read);
    }

    private static GrantHalt read(Item item) {
        return new GrantHalt(item.text("reason"), item.instant("haltedAt"));
    }

    /** Halts all, or names the last reason. */
    void haltAll(String reason, Instant now) {
        coupons.update(
                CouponItems.haltKey(),
                Update.set("reason = :reason, haltedAt = if_not_exists(haltedAt, :now)")
                        .with(":reason", reason)
                        .with(":now", now));
    }

    /** Resumes what is halted as a whole. */
    void resumeAll() {
        coupons.update(CouponItems.haltKey(), Update.remove("reason, haltedAt"));
    }

    /**
     * Takes a coupon off the shelf whose stock does not run. From that moment on its last claims are being made, as when an operator does so.
     *
     * @return false if it is not on the shelf
     */
    public boolean takeOffShelf(CouponId coupon, String reason, Instant now) {
        return coupons.update(
                        CouponItems.couponKey(coupon),
                        Update.set("#state = :off, reason = :reason, offAt = :now")
                                .andRemove("due, dueAt")
                                .named("#state", "state")
                                .with(":off", CouponState.OFF_SHELF)
                                .with(":on", CouponState.ON_SHELF)
                                .with(":reason", reason)
                                .with(":now", now),
                        ON_SHELF)
                .isDone();
    }

    /** Halts the sends of one coupon. */
    void halt(CouponId coupon, String reason) {
        coupons.update(
                CouponItems.couponKey(coupon), Update.set("halt = :reason").with(":reason", reason), IS_THERE);
    }

    /** Resumes the sends of one coupon. */
    void resume(CouponId coupon) {
        coupons.update(CouponItems.couponKey(coupon), Update.remove("halt"), IS_THERE);
    }

    /** Closes a coupon whose stock is used up. */
    void close(CouponId coupon, String reason) {
        coupons.update(
                CouponItems.couponKey(coupon),
                Update.set("#state = :closed, reason = :reason")
                        .andRemove("due, dueAt")
                        .named("#state", "state")
                        .with(":closed", CouponState.CLOSED)
                        .with(":reason", reason),
                NOT_CLOSED);
    }
}
