package io.kaibo.coupon.shelf;

import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponPlan;
import io.kaibo.coupon.ticket.PotTable;
import io.kaibo.coupon.ticket.PotTable.Pot;
import io.kaibo.http.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cuts the pots of a coupon anew, also while claims come in, so that as many have numbers as its peak needs. The largest is cut in two until
 * there are enough. A crash between a pot's being shortened and the next one's being made leaves numbers in no pot: they are found, as lost ones
 * are, when the pots are empty.
 */
@Singleton
class CutPots {

    /** The coupon may be changed meanwhile, or a pot hand out the numbers that were to be in another. */
    private static final int TRIES = 5;

    private final FindManagedCoupons coupons;
    private final AllotTable table;
    private final PotTable pots;

    CutPots(FindManagedCoupons coupons, AllotTable table, PotTable pots) {
        this.coupons = coupons;
        this.table = table;
        this.pots = pots;
    }

    /**
     * Has a coupon stand a peak. A lower one than before joins no pots.
     *
     * @param peak claims a second
     * @throws Problem 404 if there is no such coupon; 409 if it is closed or a prize
     */
    ManagedCoupon cut(CouponId id, int peak) {
        for (int i = 0; i < TRIES; i++) {
            ShelfTable.Managed seen = coupons.known(id);
            if (!seen.coupon().state().canBeResized()) {
                throw ShelveCoupon.isIn(seen);
            }
            if (cut(seen.coupon(), seen.coupon().plan().withPeak(peak))) {
                return coupons.find(id);
            }
        }
        throw Problem.unavailable("The coupon is being changed.", Duration.ofSeconds(1));
    }

    /** The coupon has the number of its pots first: an instance that looks into one that is not made yet finds it empty. */
    private boolean cut(Coupon coupon, CouponPlan plan) {
        List<Pot> there = pots.findAll(coupon.id(), coupon.pots());
        long filled = there.stream().filter(pot -> pot.count() > 0).count();
        int missing = (int) Math.max(0, plan.countPots() - filled);
        Set<Integer> taken = there.stream().map(Pot::index).collect(Collectors.toSet());
        List<Integer> indexes = IntStream.iterate(0, index -> index + 1)
                .filter(index -> !taken.contains(index))
                .limit(missing)
                .boxed()
                .toList();
        int count = indexes.isEmpty() ? coupon.pots() : Math.max(coupon.pots(), indexes.getLast() + 1);
        if (!table.changePots(coupon, plan, count)) {
            return false;
        }
        indexes.forEach(index -> split(coupon.id(), count, index));
        return true;
    }

    /** Makes a pot of the second half of the largest one's numbers; none if no pot has two, or another request made it. */
    private void split(CouponId coupon, int count, int index) {
        for (int i = 0; i < TRIES; i++) {
            List<Pot> there = pots.findAll(coupon, count);
            if (there.stream().anyMatch(pot -> pot.index() == index)) {
                return;
            }
            Pot largest = there.stream()
                    .max(Comparator.comparingInt(Pot::count))
                    .filter(pot -> pot.count() > 1)
                    .orElse(null);
            if (largest == null) {
                return;
            }
            int middle = largest.next() + (largest.count() + 1) / 2;
            if (pots.split(coupon, largest, middle, index)) {
                return;
            }
        }
    }
}
