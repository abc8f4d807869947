package io.kaibo.coupon.shelf;

import io.kaibo.aws.Condition;
import io.kaibo.aws.Item;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.Update;
import io.kaibo.coupon.ClaimId;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponState;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Coupons, as operators put them on and off the shelf. It adds to a coupon's item:
 *
 * <pre>
 * trialPerson, trialN       the last claim by which an operator tried it out
 * confirmedBy, confirmedAt  who confirmed WeChat Pay's rules in place of a trial
 * offAt                     while it is not on the shelf: when a ticket of it was last given out or taken back, or could be: when it was
 *                           taken off the shelf, when a trial began, when WeChat Pay granted a claim that it had refused
 * due, dueAt                that it is on the shelf, and since when
 * </pre>
 */
@Singleton
class ShelfTable {

    /** It is not on the shelf, and not closed. */
    static final Condition CAN_BE_SHELVED = new Condition("#state = :draft OR #state = :off", "shelvedBy");

    /** It is on the shelf. */
    static final Condition ON_SHELF = new Condition("#state = :on", "unshelvedBy");

    /** It was never on the shelf. */
    static final Condition IS_DRAFT = new Condition("#state = :draft", "trialBegunBy");

    /** It is there. */
    static final Condition IS_THERE = new Condition("attribute_exists(pk)", "triedBy");

    /** It is in the state that was seen and has as many pieces, and no ticket of it was given out or taken back since. */
    static final Condition AS_SEEN = Condition.inTransaction(
            "#state = :seen AND pieces = :pieces AND (attribute_not_exists(offAt) OR offAt = :offAt)");

    private final Tables tables;
    private final Table coupons;
    private final CouponItems items;

    ShelfTable(Tables tables, CouponItems items) {
        this.tables = tables;
        this.coupons = tables.open(CouponItems.TABLE);
        this.items = items;
    }

    /**
     * A coupon with what operators did with it.
     *
     * @param trial the last; null if there was none
     * @param confirmedBy null if the rules were not confirmed
     * @param offAt null if no ticket of it was ever given out
     */
    record Managed(
            Coupon coupon,
            @Nullable ClaimId trial,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt,
            @Nullable Instant offAt) {}

    /** After every write that is done. */
    Optional<Managed> find(CouponId id) {
        return coupons.find(CouponItems.couponKey(id)).map(this::managed);
    }

    private Managed managed(Item item) {
        CouponId id = new CouponId(item.text("id"));
        return new Managed(
                items.coupon(item),
                item.has("trialPerson")
                        ? new ClaimId(new Person(item.text("trialPerson")), id, (int) item.number("trialN"))
                        : null,
                item.textOrNull("confirmedBy"),
                item.instantOrNull("confirmedAt"),
                item.instantOrNull("offAt"));
    }

    /** Writes that a claim is about to try it out; false if it is no draft. */
    boolean beginTrial(CouponId id, Instant now) {
        return coupons.update(
                        CouponItems.couponKey(id),
                        Update.set("offAt = :now")
                                .named("#state", "state")
                                .with(":now", now)
                                .with(":draft", CouponState.DRAFT),
                        IS_DRAFT)
                .isDone();
    }

    /** Writes which claim tries the coupon out: the last counts. */
    void noteTrial(ClaimId trial) {
        coupons.update(
                CouponItems.couponKey(trial.coupon()),
                Update.set("trialPerson = :person, trialN = :n")
                        .with(":person", trial.person().value())
                        .with(":n", trial.n()),
                IS_THERE);
    }

    /**
     * Puts it on the shelf.
     *
     * @param confirmedBy the operator who confirmed the rules; null if a trial showed them
     */
    void shelve(CouponId id, @Nullable String confirmedBy, Instant now) {
        Update update = Update.set("#state = :on, shelvedAt = :now, due = :shelf, dueAt = :now")
                .andRemove("reason, offAt")
                .named("#state", "state")
                .with(":on", CouponState.ON_SHELF)
                .with(":shelf", CouponItems.SHELF)
                .with(":now", now)
                .with(":draft", CouponState.DRAFT)
                .with(":off", CouponState.OFF_SHELF);
        if (confirmedBy != null) {
            update.andSet("confirmedBy = :by, confirmedAt = :now").with(":by", confirmedBy);
        }
        coupons.update(CouponItems.couponKey(id), update, CAN_BE_SHELVED);
    }

    /** Takes it off the shelf. */
    void unshelve(CouponId id, Instant now) {
        coupons.update(
                CouponItems.couponKey(id),
                Update.set("#state = :off, offAt = :now")
                        .andRemove("due, dueAt")
                        .named("#state", "state")
                        .with(":off", CouponState.OFF_SHELF)
                        .with(":on", CouponState.ON_SHELF)
                        .with(":now", now),
                ON_SHELF);
    }

    /** Closes a coupon and gives the tickets that no claim holds back to its stock; false if it is not as it was seen. */
    boolean close(Managed seen, long rest) {
        Coupon coupon = seen.coupon();
        Instant offAt = seen.offAt();
        return tables.write(new Transaction()
                        .update(
                                coupons,
                                CouponItems.couponKey(coupon.id()),
                                Update.set("#state = :closed")
                                        .named("#state", "state")
                                        .with(":closed", CouponState.CLOSED)
                                        .with(":seen", coupon.state())
                                        .with(":pieces", coupon.size())
                                        .with(":offAt", offAt == null ? Instant.EPOCH : offAt),
                                AS_SEEN)
                        .update(
                                coupons,
                                CouponItems.stockKey(coupon.plan().stockId()),
                                Update.set("allotted = allotted - :rest").with(":rest", rest)))
                .isDone();
    }
}
