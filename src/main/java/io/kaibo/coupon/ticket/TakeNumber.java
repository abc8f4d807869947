package io.kaibo.coupon.ticket;

import io.kaibo.base.Recent;
import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponConfig;
import io.kaibo.coupon.CouponId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Takes a number of a ticket to try: out of one of the pots, or once they are empty, one that came back. It may have a holder by now: the
 * transaction that writes the claim decides.
 */
@Singleton
public class TakeNumber {

    private final PotTable pots;
    private final TicketTable tickets;

    /** The coupons of which there was nothing left a moment ago, and the pots that were empty. */
    private final Recent<CouponId, Boolean> soldOut;

    private final Recent<EmptyPot, Boolean> empty;

    private record EmptyPot(CouponId coupon, int pot) {}

    TakeNumber(PotTable pots, TicketTable tickets, CouponConfig config, Clock clock) {
        this.pots = pots;
        this.tickets = tickets;
        this.soldOut = new Recent<>(config.kept(), clock);
        this.empty = new Recent<>(config.kept(), clock);
    }

    /** A number to try; empty if none is left, which is believed for {@code kaibo.coupon.kept}. */
    public OptionalInt take(Coupon coupon) {
        if (soldOut.recall(coupon.id()).isPresent()) {
            return OptionalInt.empty();
        }
        OptionalInt number = takeOfPots(coupon);
        if (number.isPresent()) {
            return number;
        }
        List<Integer> free = tickets.findFree(coupon.id());
        if (free.isEmpty()) {
            soldOut.remember(coupon.id(), true);
            return OptionalInt.empty();
        }
        return OptionalInt.of(free.get(ThreadLocalRandom.current().nextInt(free.size())));
    }

    private OptionalInt takeOfPots(Coupon coupon) {
        int count = coupon.pots();
        int first = ThreadLocalRandom.current().nextInt(count);
        for (int i = 0; i < count; i++) {
            EmptyPot pot = new EmptyPot(coupon.id(), (first + i) % count);
            if (empty.recall(pot).isEmpty()) {
                OptionalInt number = pots.take(coupon.id(), pot.pot());
                if (number.isPresent()) {
                    return number;
                }
                empty.remember(pot, true);
            }
        }
        return OptionalInt.empty();
    }
}
