package io.kaibo.coupon.settle;

import io.kaibo.coupon.Coupon;
import io.kaibo.coupon.CouponId;
import io.kaibo.coupon.CouponTable;
import io.kaibo.coupon.grant.HaltTable;
import io.kaibo.coupon.grant.JudgeStock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes coupons off the shelf whose stock was paused or stopped in WeChat Pay's console, or has ended: what viewers claim of them could not be
 * sent. Operators see the reason. A stock that cannot be read now takes nothing off.
 */
@Singleton
class CheckShelf {

    private static final Logger LOG = Logger.getLogger(CheckShelf.class);

    /** No stock is read later in a run: WeChat Pay may be slow. */
    static final Duration TIME = Duration.ofSeconds(30);

    private final CouponTable coupons;
    private final JudgeStock judgeStock;
    private final HaltTable table;
    private final Clock clock;

    CheckShelf(CouponTable coupons, JudgeStock judgeStock, HaltTable table, Clock clock) {
        this.coupons = coupons;
        this.judgeStock = judgeStock;
        this.table = table;
        this.clock = clock;
    }

    /** @return how many coupons were taken off the shelf */
    long check() {
        Instant until = clock.instant().plus(TIME);
        Map<String, Optional<String>> faults = new HashMap<>();
        long takenOff = 0;
        for (CouponId id : coupons.findShelved()) {
            if (clock.instant().isAfter(until)) {
                LOG.warn("not all stocks on the shelf were read: WeChat Pay is slow");
                break;
            }
            if (coupons.find(id).filter(coupon -> takesOff(coupon, faults)).isPresent()) {
                takenOff++;
            }
        }
        return takenOff;
    }

    /** @param faults what was read of stocks in this run: rooms may share one */
    private boolean takesOff(Coupon coupon, Map<String, Optional<String>> faults) {
        Optional<String> fault =
                faults.computeIfAbsent(coupon.plan().stockId(), stockId -> judgeStock.findFault(coupon));
        if (fault.isEmpty() || !table.takeOffShelf(coupon.id(), fault.get(), clock.instant())) {
            return false;
        }
        LOG.infof("coupon %s is off the shelf: %s", coupon.id(), fault.get());
        return true;
    }
}
