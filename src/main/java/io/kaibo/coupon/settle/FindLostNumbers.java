package io.kaibo.coupon.settle;

import io.kaibo.base.Recent;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponTable;
import io.kaibo.coupon.ticket.PotTable;
import io.kaibo.coupon.ticket.TicketTable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Finds numbers that were taken out of a pot and never used, since an answer was lost or a function crashed, and says that they are free. It looks
 * where all pots are empty: before, they are not missed. A number that is in use at this moment does no harm: its ticket has one holder.
 */
@Singleton
class FindLostNumbers {

    private static final Logger LOG = Logger.getLogger(FindLostNumbers.class);

    /** No coupon is looked at later in a run. */
    static final Duration TIME = Duration.ofSeconds(15);

    /** How long an instance remembers a coupon of which no number can get lost. */
    private static final Duration REMEMBERED = Duration.ofHours(6);

    private final CouponTable coupons;
    private final PotTable pots;
    private final TicketTable tickets;
    private final Clock clock;

    /** Below which number all tickets of a coupon were written once: such a ticket is held, or says that it is free. */
    private final Recent<CouponId, Integer> allWritten;

    FindLostNumbers(CouponTable coupons, PotTable pots, TicketTable tickets, Clock clock) {
        this.coupons = coupons;
        this.pots = pots;
        this.tickets = tickets;
        this.clock = clock;
        this.allWritten = new Recent<>(REMEMBERED, clock);
    }

    /** @return how many were found */
    long find() {
        Instant until = clock.instant().plus(TIME);
        long found = 0;
        for (CouponId id : coupons.findShelved()) {
            if (clock.instant().isAfter(until)) {
                LOG.warn("not all coupons were searched for lost numbers: they have too many tickets for one run");
                break;
            }
            found += coupons.find(id).map(coupon -> find(coupon, until)).orElse(0L);
        }
        return found;
    }

    private long find(Coupon coupon, Instant until) {
        if (allWritten.recall(coupon.id()).orElse(0) >= coupon.size()
                || pots.countNumbers(coupon.id(), coupon.pots()) > 0) {
            return 0;
        }
        List<Integer> lost = tickets.findUnwritten(coupon.id(), coupon.size());
        long found = 0;
        for (int ticket : lost) {
            if (clock.instant().isAfter(until)) {
                LOG.warnf("coupon %s has more lost numbers than one run gives back", coupon.id());
                return found;
            }
            tickets.giveBack(coupon.id(), ticket);
            found++;
        }
        allWritten.remember(coupon.id(), coupon.size());
        return found;
    }
}
