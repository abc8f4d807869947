package io.kaibo.coupon.shelf;

import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponProblem;
import io.kaibo.coupon.CouponState;
import io.kaibo.coupon.prize.ClosePrizes;
import io.kaibo.coupon.ticket.TicketTable;
import io.kaibo.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Closes coupons for good, and gives the tickets that no claim holds back to their stocks. */
@Singleton
class CloseCoupon {

    /**
     * After so long no claim is written that was begun before: instances go by what they read of the coupon for {@code kaibo.coupon.kept}, and
     * then a request takes up to 10 s in {@code coupon-api}; a trial takes up to 30 s in {@code coupon-admin}. Five seconds are added.
     */
    static final Duration LAST_CLAIMS = Duration.ofSeconds(40);

    private final FindManagedCoupons coupons;
    private final CountTable counts;
    private final TicketTable tickets;
    private final ShelfTable table;
    private final ClosePrizes closePrizes;
    private final Clock clock;

    CloseCoupon(
            FindManagedCoupons coupons,
            CountTable counts,
            TicketTable tickets,
            ShelfTable table,
            ClosePrizes closePrizes,
            Clock clock) {
        this.coupons = coupons;
        this.counts = counts;
        this.tickets = tickets;
        this.table = table;
        this.closePrizes = closePrizes;
        this.clock = clock;
    }

    /**
     * Closes a coupon, or finds it closed.
     *
     * @throws Problem 404 if there is none; 409 if it is on the shelf, or claims of it are pending; 503 if it was on the shelf or tried out
     *     a moment ago
     */
    ManagedCoupon close(CouponId id) {
        ShelfTable.Managed seen = coupons.known(id);
        if (seen.coupon().state() == CouponState.CLOSED) {
            return coupons.show(seen);
        }
        if (seen.coupon().state() == CouponState.PRIZE) {
            if (closePrizes.close(id) instanceof ClosePrizes.ArePending(long pending)) {
                throw arePending(pending);
            }
            return coupons.find(id);
        }
        if (seen.coupon().state() == CouponState.ON_SHELF) {
            throw ShelveCoupon.isIn(seen);
        }
        Instant offAt = seen.offAt();
        if (offAt != null && clock.instant().isBefore(offAt.plus(LAST_CLAIMS))) {
            throw claimsAreMade();
        }
        long pending = counts.countPending(id);
        if (pending > 0) {
            throw arePending(pending);
        }
        // the index by which claims are counted may be late: a ticket that is held never goes back
        if (table.close(seen, seen.coupon().size() - tickets.countHeld(id))) {
            return coupons.find(id);
        }
        ShelfTable.Managed found = coupons.known(id);
        throw found.coupon().state() == seen.coupon().state() ? claimsAreMade() : ShelveCoupon.isIn(found);
    }

    private static Problem claimsAreMade() {
        return Problem.unavailable("The last claims are still being made.", LAST_CLAIMS);
    }

    private static Problem arePending(long count) {
        return Problem.conflict(
                CouponProblem.CLAIMS_PENDING,
                "Claims are pending: WeChat Pay has not said its last word.",
                "pending",
                count);
    }
}
