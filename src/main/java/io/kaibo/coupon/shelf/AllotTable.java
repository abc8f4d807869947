package io.kaibo.coupon.shelf;

import io.kaibo.aws.Condition;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.aws.Transaction;
import io.kaibo.aws.TransactionResult;
import io.kaibo.aws.Update;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponItems;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.ticket.PotTable;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is allotted of stocks. The item of a stock says how many were sent before Kaibo knew it, and how many the coupons of all rooms may
 * give: together they never exceed what the stock has.
 */
@Singleton
class AllotTable {

    /** So many of the stock are left, of those that it was read to have. A condition cannot add: {@code mostBefore} is computed. */
    static final Condition ARE_LEFT = Condition.inTransaction("allotted <= :mostBefore AND outside = :outside");

    /** Kaibo meets the stock for the first time. */
    static final Condition FIRST_MET = Condition.inTransaction("attribute_not_exists(pk)");

    /** It has as many pieces and pots as were seen, and is not closed: what was made of them fits. */
    static final Condition AS_LARGE =
            Condition.inTransaction("#state <> :closed AND pieces = :piecesSeen AND pots = :potsSeen");

    /** As {@link #AS_LARGE}, for a write alone. */
    static final Condition STILL_AS_LARGE =
            new Condition("#state <> :closed AND pieces = :piecesSeen AND pots = :potsSeen", "cutBy");

    /** The coupon is not there yet. */
    static final Condition ABSENT = Condition.inTransaction("attribute_not_exists(pk)");

    /** The same of prizes: one that was closed before any was claimed leaves its place. */
    static final Condition ABSENT_OR_REPLACEABLE =
            Condition.inTransaction("attribute_not_exists(pk) OR attribute_exists(replaceable)");

    private final Tables tables;
    private final Table coupons;
    private final CouponItems items;

    AllotTable(Tables tables, CouponItems items) {
        this.tables = tables;
        this.coupons = tables.open(CouponItems.TABLE);
        this.items = items;
    }

    /** What is known of a stock, after every write that is done; empty if Kaibo never met it. */
    Optional<Allotment> find(String stockId) {
        return coupons.find(CouponItems.stockKey(stockId))
                .map(item -> new Allotment(item.number("outside"), item.number("allotted")));
    }

    /** What became of a coupon that was to be added. */
    sealed interface AddOutcome {}

    record Added() implements AddOutcome {}

    /** @param there the coupon of this id that there is */
    record Existing(Coupon there) implements AddOutcome {}

    /** The stock is not as it was seen. */
    record StockChanged() implements AddOutcome {}

    /**
     * Puts a coupon with its pots, and allots its pieces to it.
     *
     * @param operator who confirmed WeChat Pay's rules, if it is a prize
     * @param seen the stock's item; null if there was none
     * @param max how many the stock has
     * @param distributed how many of it were sent when it was read
     */
    AddOutcome add(Coupon coupon, String operator, @Nullable Allotment seen, long max, long distributed) {
        String stockId = coupon.plan().stockId();
        Transaction transaction = new Transaction();
        if (seen == null) {
            transaction.put(
                    coupons,
                    new NewItem(CouponItems.stockKey(stockId))
                            .with("outside", distributed)
                            .with("allotted", coupon.size()),
                    FIRST_MET);
        } else {
            allot(transaction, stockId, coupon.size(), seen, max);
        }
        if (coupon.plan().prizeOf() == null) {
            transaction.put(coupons, items.write(coupon), ABSENT);
            PotTable.fill(coupon.id(), coupon.size(), coupon.pots())
                    .forEach(pot -> transaction.put(coupons, pot, ABSENT));
        } else {
            // without pots: the lottery says which ticket is whose
            NewItem prizes = items.write(coupon)
                    .with("prizeClaims", 0)
                    .with("confirmedBy", operator)
                    .with("confirmedAt", coupon.createdAt());
            transaction.put(coupons, prizes, ABSENT_OR_REPLACEABLE);
        }
        return switch (tables.write(transaction)) {
            case TransactionResult.Done _ -> new Added();
            case TransactionResult.Refused refused ->
                refused.refused()
                        .get(1)
                        .filter(there -> !there.has("replaceable"))
                        .<AddOutcome>map(there -> new Existing(items.coupon(there)))
                        .orElseGet(StockChanged::new);
        };
    }

    private void allot(Transaction transaction, String stockId, int more, Allotment seen, long max) {
        transaction.update(
                coupons,
                CouponItems.stockKey(stockId),
                Update.set("allotted = allotted + :more")
                        .with(":more", more)
                        .with(":outside", seen.outside())
                        .with(":mostBefore", max - seen.outside() - more),
                ARE_LEFT);
    }

    /**
     * Allots more pieces to a coupon, in pots of their own.
     *
     * @param larger its plan with the new quantity
     * @return false if the coupon or its stock is not as it was seen
     */
    boolean addMore(Coupon coupon, CouponPlan larger, Allotment seen, long max) {
        int more = larger.quantity() - coupon.size();
        int morePots = larger.withQuantity(more).countPots();
        Transaction transaction = new Transaction();
        allot(transaction, larger.stockId(), more, seen, max);
        transaction.update(
                coupons,
                CouponItems.couponKey(coupon.id()),
                changing(coupon, larger, coupon.pots() + morePots),
                AS_LARGE);
        PotTable.fill(coupon.id(), new PotTable.Pot(coupon.pots(), coupon.size(), larger.quantity()), morePots)
                .forEach(pot -> transaction.put(coupons, pot, ABSENT));
        return tables.write(transaction).isDone();
    }

    /** Writes that a coupon has so many pots, which are made after that; false if it is not as it was seen. */
    boolean changePots(Coupon coupon, CouponPlan plan, int pots) {
        return coupons.update(CouponItems.couponKey(coupon.id()), changing(coupon, plan, pots), STILL_AS_LARGE)
                .isDone();
    }

    private Update changing(Coupon seen, CouponPlan plan, int pots) {
        return Update.set("#plan = :plan, pieces = :pieces, pots = :pots")
                .named("#plan", "plan")
                .named("#state", "state")
                .with(":plan", items.writePlan(plan))
                .with(":pieces", plan.quantity())
                .with(":pots", pots)
                .with(":piecesSeen", seen.size())
                .with(":potsSeen", seen.pots())
                .with(":closed", CouponState.CLOSED);
    }
}
