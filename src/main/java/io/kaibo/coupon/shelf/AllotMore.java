package io.kaibo.coupon.shelf;

import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.http.Problem;
import io.kaibo.wechat.pay.Stock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Allots more of its stock to a coupon, also while claims come in: the new numbers come in pots of their own. */
@Singleton
class AllotMore {

    /** The stock may be allotted to another room meanwhile, or the pots be cut anew. */
    private static final int TRIES = 5;

    private final FindManagedCoupons coupons;
    private final CheckStock checkStock;
    private final AllotTable table;

    AllotMore(FindManagedCoupons coupons, CheckStock checkStock, AllotTable table) {
        this.coupons = coupons;
        this.checkStock = checkStock;
        this.table = table;
    }

    /**
     * Has a coupon give so many, or finds that it does.
     *
     * @param quantity in all, those that were claimed too
     * @throws Problem 404 if there is no such coupon; 409 if it is closed or a prize, its stock does not fit any more, or has not so many left; 422 if it
     *     gives more already
     */
    ManagedCoupon allot(CouponId id, int quantity) {
        for (int i = 0; i < TRIES; i++) {
            ShelfTable.Managed seen = coupons.known(id);
            Coupon coupon = seen.coupon();
            if (quantity == coupon.size()) {
                return coupons.show(seen);
            }
            checkCanGrow(seen, quantity);
            if (addMore(coupon, coupon.plan().withQuantity(quantity))) {
                return coupons.find(id);
            }
        }
        throw Problem.unavailable("The coupon or its stock is being changed.", Duration.ofSeconds(1));
    }

    private static void checkCanGrow(ShelfTable.Managed seen, int quantity) {
        if (quantity < seen.coupon().size()) {
            throw Problem.invalid(List.of(new Problem.FieldError(
                    "quantity",
                    "must be " + seen.coupon().size() + " at least: closing a coupon gives back what no claim holds")));
        }
        if (!seen.coupon().state().canBeResized()) {
            throw ShelveCoupon.isIn(seen);
        }
    }

    private boolean addMore(Coupon coupon, CouponPlan larger) {
        Stock stock = checkStock.check(larger);
        Allotment allotment = table.find(larger.stockId()).orElseThrow();
        long left = Allotment.left(allotment, stock.maxCoupons(), stock.distributed());
        if (left < larger.quantity() - coupon.size()) {
            throw Problem.conflict(
                    CouponProblem.STOCK_ALLOTTED, "The stock has not so many left for the coupon.", "left", left);
        }
        return table.addMore(coupon, larger, allotment, stock.maxCoupons());
    }
}
